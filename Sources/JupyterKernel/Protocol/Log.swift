import Foundation
import Glibc

/// Messages to the person who runs the kernel, on standard error.
enum Log {
  /// Writes one line.
  static func write(_ text: String) {
    let line = Array("\(ProcessInfo.processInfo.processName) kernel: \(text)\n".utf8)
    _ = Glibc.write(STDERR_FILENO, line, line.count)
  }
}
