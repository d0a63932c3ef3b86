import Display
import Input

extension Command {
  /// `rerun [COUNT]`
  public static func rerun() -> Command {
    Command(
      "rerun", .session, "execute the latest commands again",
      arguments: [Argument("COUNT", .choice(["all"]), isOptional: true)],
      details: "Each command is printed before its results. COUNT is a number (1) or `all`.",
      examples: ["rerun", "rerun 3", "rerun all"], isRecorded: false
    ) { context in
      let commands = context.interpreter.transcript.entries.flatMap(\.commands)
      var count = 1
      if let word = context.invocation.arguments.first {
        guard let number = word.text == "all" ? commands.count : Int(word.text), number >= 0 else {
          throw LocatedError(
            .invalidValue("COUNT", found: word.text, allowed: "a whole number from 0, or all"), at: word)
        }
        count = number
      }
      if commands.isEmpty { throw CommandError.refused("there is nothing to execute again") }
      for command in commands.suffix(count) {
        context.io.emit(.echo(context.interpreter.grammar.echo(of: command)))
        try context.interpreter.execute(Source(command), io: context.io)
      }
      context.goBack(to: context.interpreter.session)
      context.report.json = [.init("commands", .integer(min(count, commands.count)))]
    }
  }
}
