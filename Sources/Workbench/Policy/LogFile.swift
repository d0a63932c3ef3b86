import CommandLanguage
import Glibc
import Input

/// A file to whose end lines are written, whoever else writes to it.
package final class LogFile {
  private let path: String
  private let descriptor: Int32

  /// Opens a file, or makes it.
  ///
  /// - Throws: `CommandError.file`.
  package init(_ path: String) throws(CommandError) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
    if descriptor < 0 { throw .file(path: path, reason: String(cString: strerror(errno))) }
    var status = stat()
    fstat(descriptor, &status)
    if status.st_mode & S_IFMT != S_IFREG {
      close(descriptor)
      throw .file(path: path, reason: "is not a regular file")
    }
  }

  deinit { close(descriptor) }

  /// Writes whole lines to the end.
  ///
  /// - Throws: `CommandError.file`.
  package func append(_ lines: [UInt8]) throws(CommandError) {
    if lines.isEmpty { return }
    let code = AtomicFile.write(lines, to: descriptor)
    if code != 0 { throw .file(path: path, reason: String(cString: strerror(code))) }
  }
}
