import CommandLanguage
import Glibc
import Input
import Traces

/// A file to whose end lines are written, whoever else writes to it.
package final class LogFile {
  private let path: String
  private let descriptor: Int32
  /// Whether the file ends within a line, as one does that was being written when its process ended.
  private var endsWithinLine = false

  /// Opens a file, or makes it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - inputs: files that are read and must not be it, by whatever links and names, and what they are.
  /// - Throws: `CommandError.file`.
  package init(_ path: String, apartFrom inputs: [(path: String, name: String)] = []) throws(CommandError) {
    if let file = FileIdentity(path), let same = inputs.first(where: { FileIdentity($0.path) == file }) {
      throw .file(path: path, reason: "is \(same.name), to which no log is written")
    }
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
    if descriptor < 0 { throw .file(path: path, reason: String(cString: strerror(errno))) }
    self.path = path
    self.descriptor = descriptor
    // From here on `deinit` closes it, also where this throws.
    var status = stat()
    fstat(descriptor, &status)
    if status.st_mode & S_IFMT != S_IFREG { throw .file(path: path, reason: "is not a regular file") }
    var last = UInt8(ascii: "\n")
    if status.st_size > 0 { _ = pread(descriptor, &last, 1, status.st_size - 1) }
    endsWithinLine = last != UInt8(ascii: "\n")
  }

  deinit { close(descriptor) }

  /// Writes whole lines to the end.
  ///
  /// - Throws: `CommandError.file`.
  package func append(_ lines: [UInt8]) throws(CommandError) {
    if lines.isEmpty { return }
    let code = AtomicFile.write(endsWithinLine ? [UInt8(ascii: "\n")] + lines : lines, to: descriptor)
    if code != 0 { throw .file(path: path, reason: String(cString: strerror(code))) }
    endsWithinLine = false
  }
}
