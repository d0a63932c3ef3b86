import Glibc

/// What the terminal is like, asked anew each time, so that a resized window is noticed.
package enum Screen {
  /// Whether the descriptor is a terminal that moves its cursor.
  static func isCapable(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 && environment("TERM") != "dumb" }

  /// Columns and rows of standard output, where it is a terminal that knows.
  static var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether the locale's characters are Unicode; to be asked after `useLocale`.
  static var isUnicode: Bool { String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" }

  /// Takes the user's characters; numbers stay as in C.
  package static func useLocale() { setlocale(LC_CTYPE, "") }

  /// Colours are for capable terminals of people who did not decline (https://no-color.org).
  static func isColorWelcome(_ descriptor: Int32) -> Bool {
    isCapable(descriptor) && (environment("NO_COLOR") ?? "").isEmpty
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
