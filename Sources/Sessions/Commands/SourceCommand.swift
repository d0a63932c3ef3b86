import Glibc
import Traces

extension Command {
  static let source = Command(
    "source", .session, "execute the commands of a file in this session",
    arguments: [Argument("FILE", .path)], examples: ["source setup.croute"]
  ) { context in
    let word = context.invocation.arguments[0]
    if context.interpreter.depth > 16 {
      throw LocatedError(.file(path: word.text, reason: "sources nest more than 16 deep"), at: word)
    }
    let text = try context.at(word) { try SourceFile.read(word.text) }
    let before = context.session
    do {
      try context.interpreter.execute(Source(text, name: word.text), io: context.io)
    } catch {
      // Each command of the file was committed separately; together they are one command that failed.
      context.interpreter.session = before
      throw error
    }
    context.goBack(to: context.interpreter.session)
  }
}

/// Reads files of commands.
public enum SourceFile {
  /// The text of a file of commands.
  ///
  /// - Throws: `SessionError.file` if it cannot be read or is not UTF-8.
  public static func read(_ path: String) throws(SessionError) -> String {
    let bytes = try bytes(of: path)
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw SessionError.file(path: path, reason: "is not UTF-8 text")
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
  }

  /// Whether the file at `path` contains exactly `text`.
  static func holds(_ text: String, at path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0, Int(status.st_size) == text.utf8.count, let bytes = try? bytes(of: path) else {
      return false
    }
    return bytes.elementsEqual(text.utf8)
  }

  /// The bytes of a file; of a long file at least `limit`.
  ///
  /// - Throws: `SessionError.file` if it cannot be read.
  package static func bytes(of path: String, upTo limit: Int = .max) throws(SessionError) -> [UInt8] {
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
