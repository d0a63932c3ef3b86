/// The commands of a language, in the order of help.
public struct CommandTable<L: LanguageDefinition>: Sendable {
  /// In the order of help.
  public let all: [Command<L>]
  /// The forms of the commands.
  package let grammar: Grammar

  /// A table of commands.
  ///
  /// - Parameters:
  ///   - all: the commands in the order of help.
  ///   - implicit: the name of the command that takes a whole line whose first word names none.
  public init(_ all: [Command<L>], implicit: String? = nil) {
    self.all = all
    grammar = Grammar(name: L.name, signatures: all.map(\.signature), implicit: implicit)
  }

  /// The command of that name.
  public subscript(name: String) -> Command<L>? { all.first { $0.name == name } }

  /// What a statement of a script calls; `nil` where it has no words.
  ///
  /// - Throws: where there is no such command or it has other words; `CommandError.unknown` for a variable without a value.
  package func invocation(
    of statement: Statement, variables: [String: String] = [:]
  ) throws(LocatedError) -> Invocation? {
    let words = try grammar.words(of: statement, variables: variables)
    guard let verb = words.first else { return nil }
    return try Invocation(find(verb, abbreviated: false).signature, verb: verb, words: words.dropFirst())
  }

  /// The command named by a word; at the prompt also by an unambiguous abbreviation.
  func find(_ word: Word, abbreviated: Bool) throws(LocatedError) -> Command<L> {
    if let command = self[word.text] { return command }
    if abbreviated {
      let matches = all.filter { $0.name.hasPrefix(word.text) }
      if matches.count == 1 { return matches[0] }
      if matches.count > 1 {
        throw LocatedError(.ambiguous("command", word.text, candidates: matches.map(\.name)), at: word)
      }
    }
    throw LocatedError(.unknown("command", word.text, known: all.map(\.name), isUsage: true), at: word)
  }
}

/// One command of a language: how it is called, what it does, and the words that document it.
///
/// The language's table feeds parsing, help, completion and reference pages, so that none of them can disagree.
@dynamicMemberLookup
public struct Command<L: LanguageDefinition>: Sendable {
  /// What is known of it without executing it.
  public let signature: CommandSignature
  /// What it does.
  let run: @Sendable (inout CommandContext<L>) throws -> Void

  /// A command.
  ///
  /// - Parameters:
  ///   - name: the verb, in kebab-case.
  ///   - group: under which `help` lists it.
  ///   - summary: one line on what it does.
  ///   - arguments: what stands after the verb, in order.
  ///   - options: in the order of help.
  ///   - details: a paragraph for those who want to know more.
  ///   - examples: lines that work as they are.
  ///   - isRaw: whether the rest of the lines is taken verbatim up to a `;` at a line's end.
  ///   - isRecorded: whether recordings of a session hold it.
  ///   - run: what it does.
  public init(
    _ name: String, _ group: CommandGroup, _ summary: String, arguments: [Argument] = [], options: [Option] = [],
    details: String = "", examples: [String] = [], isRaw: Bool = false, isRecorded: Bool = true,
    run: @escaping @Sendable (inout CommandContext<L>) throws -> Void
  ) {
    signature = CommandSignature(
      name: name, group: group, summary: summary, arguments: arguments, options: options, details: details,
      examples: examples, isRaw: isRaw, isRecorded: isRecorded)
    self.run = run
  }

  /// What the signature says.
  public subscript<Value>(dynamicMember path: KeyPath<CommandSignature, Value>) -> Value { signature[keyPath: path] }
}
