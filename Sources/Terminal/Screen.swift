import Glibc

/// Properties of the terminal, queried each time, so that a resized window is noticed.
enum Screen {
  /// Whether the descriptor is a terminal that can move its cursor.
  static func isCapable(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 && environment("TERM") != "dumb" }

  /// Columns and rows of standard output, if it is a terminal that reports them.
  static var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Whether the locale is UTF-8; to be called after `useLocale`.
  static var isUnicode: Bool { String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8" }

  /// Uses the user's character set; numbers stay in the C locale.
  static func useLocale() { setlocale(LC_CTYPE, "") }

  /// Whether to use colours: on capable terminals, unless NO_COLOR is set (https://no-color.org).
  static func isColorWelcome(_ descriptor: Int32) -> Bool {
    isCapable(descriptor) && (environment("NO_COLOR") ?? "").isEmpty
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
