import Traces

extension Command {
  static let source = Command(
    "source", .session, "execute the commands of a file in this session",
    arguments: [Argument("FILE", .path)], examples: ["source setup.croute"]
  ) { context in
    let word = context.invocation.arguments[0]
    if context.interpreter.depth > 16 {
      throw LocatedError(.file(path: word.text, reason: "sources nest more than 16 deep"), at: word)
    }
    let text = try context.text(of: word)
    try context.at(word) { try context.interpreter.check(Source(text, name: word.text)) }
    let before = context.session
    do {
      try context.interpreter.execute(Source(text, name: word.text), io: context.io)
    } catch {
      // Each command of the file was committed separately; together they are one command that failed.
      context.interpreter.session = before
      throw error
    }
    context.goBack(to: context.interpreter.session)
  }
}

extension Interpreter {
  /// Makes sure that a file is one of commands, so that no error shows a line of one that is not.
  ///
  /// - Throws: `SessionError.file` where its first command is none, nor nearly one.
  package func check(_ source: Source) throws(SessionError) {
    guard let first = statements(of: source).first, HelpQuestion(first) == nil else { return }
    let verb = String(first.source.prefix { !$0.isWhitespace })
    let names = Commands.all.map(\.name)
    if names.contains(verb) || verb.hasPrefix("!") || Suggestion.nearest(to: verb, in: names) != nil { return }
    throw .file(path: source.name ?? "", reason: "is no file of commands: line \(first.location.line) begins with none")
  }
}
