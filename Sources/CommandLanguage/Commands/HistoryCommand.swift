import Display
import Input

extension Command {
  /// `history [COUNT]`
  public static func history() -> Command {
    Command(
      "history", .session, "list the commands executed so far",
      arguments: [Argument("COUNT", .integer, isOptional: true)],
      details: "The output can be saved to a file and executed with `source`.",
      examples: ["history", "history 5"], isRecorded: false
    ) { context in
      var commands = context.interpreter.history[...]
      if let word = context.invocation.arguments.first {
        guard let count = Int(word.text), count >= 0 else {
          throw LocatedError(.invalidValue("COUNT", found: word.text, allowed: "a whole number from 0"), at: word)
        }
        commands = commands.suffix(count)
      }
      if !commands.isEmpty { context.report.line(commands.joined(separator: "\n")) }
      context.report.json = [.init("commands", .array(commands.map { .string($0) }))]
    }
  }
}
