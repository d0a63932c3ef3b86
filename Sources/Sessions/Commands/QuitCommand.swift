import Display
import Traces

extension Command {
  static let quit = Command("quit", .session, "leave", isRecorded: false) { context in
    context.interpreter.isFinished = true
  }

  static let clear = Command("clear", .session, "clear the screen", isRecorded: false) { context in
    context.io.emit(.clear)
  }

  static let version = Command("version", .session, "print the version") { context in
    context.report.line("croute \(Version.text)")
    context.report.json = [.init("version", .string(Version.text))]
  }
}

/// The version of croute.
public enum Version {
  /// Major, minor, patch.
  public static let text = "0.1.0"
}
