import Glibc
import Input
import Mathematics

/// Files of text that a session reads whole.
package enum SourceFile {
  /// How many bytes such a file may have.
  package static let limit = 256 << 20

  /// The text of a file of commands.
  ///
  /// - Throws: `CommandError.file` where it cannot be read or is not UTF-8 text; `CommandError.cancelled`.
  package static func read(_ path: String, task: TaskContext = .unobserved) throws(CommandError) -> String {
    let bytes = try bytes(of: path, task: task)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError.file(path: path, reason: "is not UTF-8 text")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Whether there is a file at `path` that holds `text` and nothing else.
  package static func holds(_ text: String, at path: String) -> Bool {
    var status = stat()
    guard stat(FileOverlay.path(of: path), &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) == text.utf8.count,
      let bytes = try? bytes(of: path)
    else { return false }
    return bytes.elementsEqual(text.utf8)
  }

  /// The bytes of a file, or of a pipe that somebody writes to; of a long one, at least as many as `end`.
  ///
  /// - Throws: `CommandError.file` where it cannot be read, is a device, or is longer than `limit`;
  ///   `CommandError.cancelled`.
  package static func bytes(
    of path: String, upTo end: Int = .max, task: TaskContext = .unobserved
  ) throws(CommandError) -> [UInt8] {
    let descriptor = open(FileOverlay.path(of: path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .file(path: path, reason: String(cString: strerror(EISDIR))) }
    if kind != S_IFREG && kind != S_IFIFO { throw .file(path: path, reason: "is not a regular file") }
    var waiting = WaitingInput(descriptor, path: path, isPipe: kind == S_IFIFO)
    var bytes: [UInt8] = []
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count: Int
      do { count = try waiting.read(into: room, task: task) } catch {
        if case .unreadable(_, let reason) = error { throw .file(path: path, reason: reason) }
        throw .cancelled
      }
      if count == 0 || bytes.count >= end { return bytes }
      bytes += room[..<count]
      if bytes.count > limit { throw .file(path: path, reason: "is larger than \(limit >> 20) MB") }
    }
  }
}
