import Glibc

/// Reads files of commands.
package enum SourceFile {
  /// The text of a file of commands.
  ///
  /// - Throws: `CommandError.file` if it cannot be read or is not UTF-8.
  package static func read(_ path: String) throws(CommandError) -> String {
    let bytes = try bytes(of: path)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw CommandError.file(path: path, reason: "is not UTF-8 text")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Whether the file at `path` contains exactly `text`.
  package static func holds(_ text: String, at path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == text.utf8.count, let bytes = try? bytes(of: path) else {
      return false
    }
    return bytes.elementsEqual(text.utf8)
  }

  /// The bytes of a file; of a long file at least `limit`.
  ///
  /// - Throws: `CommandError.file` if it cannot be read.
  package static func bytes(of path: String, upTo limit: Int = .max) throws(CommandError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 || bytes.count >= limit { return bytes }
      if count > 0 {
        bytes += chunk[..<count]
      } else if errno != EINTR {
        throw .file(path: path, reason: String(cString: strerror(errno)))
      }
    }
  }
}
