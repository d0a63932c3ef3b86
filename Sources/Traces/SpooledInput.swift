import Glibc
import Input
import Mathematics
import Synchronization

/// Input that can be read once - a pipe, `-` for standard input, the answer of a database - or from its start to its end
/// only, kept in an unnamed temporary file, so that it is read like any other: looked at first, and asked for its texts
/// long after.
enum SpooledInput {
  /// Where what was read last from each pipe is kept.
  private static let latest = Mutex<[String: String]>([:])

  /// Where what was read last from the pipe at `path` is kept; `nil` where nothing was.
  static func latest(of path: String) -> String? { latest.withLock { $0[path] } }

  /// Whether what stands at `path` can be read once only.
  static func isNeeded(for path: String) -> Bool {
    if path == "-" { return true }
    var status = stat()
    guard stat(FileOverlay.path(of: path), &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFIFO
  }

  /// Whether a file has to be decompressed before it can be read: an archive, which is read at any place.
  static func isPacked(_ path: String) -> Bool {
    guard let source = try? ByteSource(path: path), source.isCompressed else { return false }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 16)
    defer { room.deallocate() }
    let count = (try? source.read(into: room)) ?? 0
    return BinaryKind(of: Array(room[..<count])) == .zip
  }

  /// The path of a file with the decompressed content of the one at `path`; it lives as long as the process.
  ///
  /// - Throws: what `ByteSource` throws.
  static func unpacked(_ path: String, task: TaskContext) throws(InputError) -> String {
    let source = try ByteSource(path: path, task: task)
    let file = try SpooledFile(for: path)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunkSize, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count = try source.read(into: room)
      if count == 0 { return try file.finish() }
      try file.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
  }

  /// The path of a file with all that can be read at `path`; it lives as long as the process.
  ///
  /// Standard input is read once: from then on `-` is what was read.
  ///
  /// - Throws: `InputError.unreadable`, `InputError.cancelled`.
  static func path(for path: String, task: TaskContext) throws(InputError) -> String {
    if path == "-", let known = latest(of: path) { return known }
    if path == "-", isatty(0) == 1 {
      throw .unreadable(path: path, reason: "standard input is the terminal; pipe a file into it")
    }
    let input = path == "-" ? dup(0) : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard input >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(input) }
    let file = try SpooledFile(for: path)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunkSize, alignment: 16)
    defer { room.deallocate() }
    var waiting = WaitingInput(input, path: path, isPipe: path != "-")
    while true {
      let count = try waiting.read(into: room, task: task)
      if count == 0 {
        let place = try file.finish()
        latest.withLock { $0[path] = place }
        return place
      }
      try file.append(UnsafeRawBufferPointer(rebasing: room[..<count]))
    }
  }
}

/// An unnamed temporary file that is being written and then read by path.
final class SpooledFile {
  private let file: Int32
  private let path: String
  private var buffer: [UInt8] = []

  /// An empty file for what is read at `path`.
  init(for path: String) throws(InputError) {
    self.path = path
    do { file = try ScratchPlace.file() } catch { throw .unreadable(path: path, reason: error.reason) }
  }

  /// Adds bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    if let reason = complaint(writing: bytes) { throw .unreadable(path: path, reason: reason) }
  }

  /// Adds a line at the end.
  func append(line: String) throws(InputError) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(0x0A)
    if buffer.count >= ByteSource.chunkSize { try flush() }
  }

  private func flush() throws(InputError) {
    let reason = buffer.withUnsafeBytes { complaint(writing: $0) }
    buffer.removeAll(keepingCapacity: true)
    if let reason { throw .unreadable(path: path, reason: reason) }
  }

  private func complaint(writing bytes: UnsafeRawBufferPointer) -> String? {
    var rest = bytes
    while !rest.isEmpty {
      let count = write(file, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return String(cString: strerror(errno)) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return nil
  }

  /// The path that the file is read at from now on; it stays open for that.
  func finish() throws(InputError) -> String {
    try flush()
    return "/proc/self/fd/\(file)"
  }
}

extension InputError {
  /// The error with `shown` in the place of `path`.
  func naming(_ shown: String, insteadOf path: String) -> InputError {
    switch self {
    case .unreadable(path, let reason): .unreadable(path: shown, reason: reason)
    case .malformed(path, let line, let column, let found, let expected):
      .malformed(path: shown, line: line, column: column, found: found, expected: expected)
    case .unknownFormat(path, let known): .unknownFormat(path: shown, known: known)
    case .missingColumn(path, let column, let found): .missingColumn(path: shown, column: column, found: found)
    case .invalidNumber(path, let line, let column, let found, let allowed):
      .invalidNumber(path: shown, line: line, column: column, found: found, allowed: allowed)
    case .duplicate(path, let line, let query, let model):
      .duplicate(path: shown, line: line, query: query, model: model)
    case .empty(path): .empty(path: shown)
    case .foreign(path, let what, let command): .foreign(path: shown, what: what, command: command)
    case .incompatible(path, let reason): .incompatible(path: shown, reason: reason)
    default: self
    }
  }
}
