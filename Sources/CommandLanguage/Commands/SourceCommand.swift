import Input

extension Command {
  /// `source FILE`
  public static func source() -> Command {
    Command(
      "source", .session, "execute the commands of a file in this session",
      arguments: [Argument("FILE", .path)], examples: ["source setup.\(L.name)"]
    ) { context in
      let word = context.invocation.arguments[0]
      if context.interpreter.depth > 16 {
        throw LocatedError(.file(path: word.text, reason: "is sourced more than 16 levels deep"), at: word)
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
}
