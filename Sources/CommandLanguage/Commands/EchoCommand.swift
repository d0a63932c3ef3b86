import Display
import Input

extension Command {
  /// `echo WORD…`
  public static func echo() -> Command {
    Command(
      "echo", .session, "print words", arguments: [Argument("WORD", .text, isOptional: true, isRepeated: true)],
      examples: ["echo budget $budget"]
    ) { context in
      let text = context.invocation.arguments.map(\.text).joined(separator: " ")
      context.report.line(text)
      context.report.json = [.init("text", .string(text))]
    }
  }
}
