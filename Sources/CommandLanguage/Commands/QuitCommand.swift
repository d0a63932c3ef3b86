import Display
import Input

extension Command {
  /// `quit`, and by another name what users of other prompts type.
  public static func quit(named name: String = "quit") -> Command {
    Command(name, .session, "leave", isRecorded: false) { context in
      context.interpreter.isFinished = true
    }
  }

  /// `clear`
  public static func clear() -> Command {
    Command("clear", .session, "clear the screen", isRecorded: false) { context in
      context.io.emit(.clear)
    }
  }

  /// `version`
  public static func version() -> Command {
    Command("version", .session, "print the version") { context in
      context.report.line("\(L.name) \(L.version)")
      context.report.json = [.init("version", .string(L.version))]
    }
  }
}
