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
