import Glibc

/// Log messages on standard error.
enum Log {
  /// Writes one line.
  static func write(_ text: String) {
    let line = Array("croute kernel: \(text)\n".utf8)
    _ = Glibc.write(STDERR_FILENO, line, line.count)
  }
}
