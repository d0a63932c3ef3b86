import Glibc
import Mathematics

/// A file read from start to end in chunks; the only way to the content of a trace file.
///
/// A file that begins with gzip's magic number, or is called `….gz`, is decompressed on the way. A UTF-8 byte
/// order mark is skipped. Every chunk checks for cancellation and reports progress.
package final class ByteSource {
  /// The preferred chunk size.
  package static let chunkSize = 1 << 20

  /// The path as given.
  package let path: String
  /// The size of the file on disk.
  package let size: Int
  /// Whether the file is decompressed while reading.
  package let isCompressed: Bool
  /// The position of the next byte in the (decompressed) file.
  package private(set) var position = 0
  private let file: Int32
  /// What decompresses the file, from when it is first read.
  private var gzip: GzipReader?
  private let task: TaskContext

  /// How large one value of the file may be: what is decompressed may be of any size, one value of it may not.
  var valueLimit: Int { isCompressed ? max(1 << 26, 64 * size) : .max }
  /// How many rows a file of its size can tell apart.
  package var rowLimit: Int { isCompressed ? 1_000_000 + 4 * size : .max }

  /// Goes on with the byte at `offset` of the (decompressed) file, from its start.
  ///
  /// - Throws: `InputError.unreadable`, `InputError.cancelled`.
  package func seek(to offset: Int) throws(InputError) {
    if isCompressed {
      var failure: InputError?
      withUnsafeTemporaryAllocation(byteCount: Self.chunkSize, alignment: 1) { room in
        while position < offset, failure == nil {
          let wanted = UnsafeMutableRawBufferPointer(rebasing: room[..<min(room.count, offset - position)])
          do throws(InputError) {
            let count = try fill(wanted)
            position += count
            if count < wanted.count { return }
          } catch { failure = error }
        }
      }
      if let failure { throw failure }
      return
    }
    guard lseek(file, off_t(offset), SEEK_SET) >= 0 else { throw .unreadable(path: path, errno: errno) }
    position = offset
  }

  /// Whether `path` is a folder.
  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Opens a file.
  ///
  /// - Throws: `InputError.unreadable` if there is no such file, it is not a regular file, or it may not be read.
  package init(path: String, task: TaskContext = .unobserved) throws(InputError) {
    var status = stat()
    let place = FileOverlay.path(of: path)
    guard stat(place, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    let kind = status.st_mode & S_IFMT
    if kind == S_IFDIR { throw .unreadable(path: path, errno: EISDIR) }
    if kind != S_IFREG { throw .unreadable(path: path, reason: "not a regular file") }
    let file = open(place, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path, errno: errno) }
    var magic: (UInt8, UInt8) = (0, 0)
    let isMagic = pread(file, &magic, 2, 0) == 2 && magic == (0x1F, 0x8B)
    self.path = path
    self.file = file
    self.task = task
    size = Int(status.st_size)
    isCompressed = isMagic || path.hasSuffix(".gz") && size > 0
  }

  deinit { close(file) }

  /// Whether a compressed file was read up to a place where it is cut short; the next `read` says so.
  package var isCutShort: Bool { gzip?.isCutShort ?? false }

  /// Fills `buffer` and returns the number of bytes read; fewer than its size only at the end, or where a compressed file is
  /// cut short.
  ///
  /// - Throws: `InputError.unreadable` when reading or decompressing fails, `InputError.cancelled`.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    do { try task.check() } catch { throw .cancelled }
    let isStart = position == 0
    var count = try fill(buffer)
    position += count
    if isStart, count >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF, let base = buffer.baseAddress {
      memmove(base, base + 3, count - 3)
      count -= 3
      let rest = isCutShort ? 0 : try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      position += rest
      count += rest
    }
    let reached = lseek(file, 0, SEEK_CUR)
    if size > 0, reached > 0 { task.progress(min(1, Double(reached) / Double(size))) }
    return count
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    guard isCompressed else { return try Self.read(file, into: buffer, path: path, task: task) }
    let gzip =
      self.gzip
      ?? GzipReader(path: path) { [file, path, task] buffer throws(InputError) in
        try Self.read(file, into: buffer, path: path, task: task)
      }
    self.gzip = gzip
    return try gzip.read(into: buffer)
  }

  /// Fills `buffer` from an open file and returns the number of bytes; fewer than its size only at the end.
  private static func read(
    _ file: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String, task: TaskContext
  ) throws(InputError) -> Int {
    var count = 0
    while count < buffer.count {
      let free = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let got = Glibc.read(file, free.baseAddress, free.count)
      if got < 0 {
        if errno != EINTR { throw .unreadable(path: path, errno: errno) }
        do { try task.check() } catch { throw .cancelled }
      } else if got == 0 {
        break
      } else {
        count += got
      }
    }
    return count
  }
}

extension InputError {
  /// The error where compressed data are cut short in a line of the text.
  static func cutShort(path: String, line: Int) -> InputError {
    .unreadable(path: path, reason: "\(cutShort) in line \(line.grouped)")
  }

  /// The error for a system call on `path` that failed with `errno`.
  static func unreadable(path: String, errno: Int32) -> InputError {
    .unreadable(path: path, reason: String(cString: strerror(errno)))
  }
}
