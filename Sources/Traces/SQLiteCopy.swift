import Glibc
import Input
import Mathematics

/// A copy of a database that is not all in one file, or is none by itself: to which another program is writing, or was when
/// it ended, with what stands beside the database (`-wal`, `-journal`) and belongs to it; compressed, or from a pipe.
package final class SQLiteCopy {
  /// Where the copy is, as long as this object lives.
  package var path: String { folder + "/copy" }
  private let folder: String
  private static let endings = ["", "-journal", "-wal"]

  /// Whether the database at `path` has to be copied to be read.
  package static func isNeeded(for path: String) -> Bool {
    if isStream(path) { return true }
    let path = FilePlace.resolved(path) ?? path
    return endings.dropFirst().contains { isFile(path + $0) }
  }

  /// A copy of the database at `path`.
  ///
  /// - Throws: `InputError.unreadable`, `.incompatible` where it was written to meanwhile, `.cancelled`.
  package init(of path: String, task: TaskContext) throws(InputError) {
    do { folder = try ScratchPlace.folder() } catch { throw .unreadable(path: path, reason: error.reason) }
    if Self.isStream(path) {
      try Self.read(path, to: self.path, task)
      return
    }
    // What belongs to a database stands beside the file, not beside a link to it.
    let path = FilePlace.resolved(path) ?? path
    let parts = Self.endings.filter { $0.isEmpty || Self.isFile(path + $0) }
    let before = parts.map { FileStamp(path: path + $0) }
    for ending in parts { try Self.copy(path + ending, to: self.path + ending, task) }
    guard parts.map({ FileStamp(path: path + $0) }) == before else {
      throw .incompatible(path: path, reason: "it is being written to; load it again")
    }
  }

  deinit {
    for ending in Self.endings + ["-shm"] { unlink(path + ending) }
    rmdir(folder)
  }

  /// Whether a database is compressed, or has no name of its own.
  private static func isStream(_ path: String) -> Bool {
    path.hasPrefix("/proc/self/fd/") || ((try? ByteSource(path: path))?.isCompressed ?? false)
  }

  private static func read(_ path: String, to target: String, _ task: TaskContext) throws(InputError) {
    let source = try ByteSource(path: path, task: task)
    let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw failure(target) }
    defer { close(output) }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunkSize, alignment: 16)
    defer { room.deallocate() }
    while true {
      let count = try source.read(into: room)
      if count == 0 { return }
      guard pwrite(output, room.baseAddress, count, source.position - count) == count else { throw failure(target) }
    }
  }

  /// Whether there is a file with something in it, and no link or pipe.
  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }

  private static func copy(_ path: String, to target: String, _ task: TaskContext) throws(InputError) {
    let input = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard input >= 0 else { throw failure(path) }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw failure(target) }
    defer { close(output) }
    while true {
      do { try task.check() } catch { throw .cancelled }
      let count = sendfile(output, input, nil, ByteSource.chunkSize)
      if count == 0 { return }
      if count < 0, errno != EINTR { throw failure(path) }
    }
  }

  private static func failure(_ path: String) -> InputError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
