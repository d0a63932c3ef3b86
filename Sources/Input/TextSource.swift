import Glibc
import Synchronization

/// A file from which texts are read long after it was loaded.
///
/// A plain file is opened for each text and checked first: if its size, time or identity changed since it was loaded,
/// its texts are gone. A compressed file is decompressed into an unnamed temporary file when its first text is needed.
package final class TextSource: Sendable {
  /// How texts are written in the file.
  package enum Encoding: Sendable {
    case csv, json
  }

  private let path: String
  private let typedPath: String
  private let encoding: Encoding
  private let isCompressed: Bool
  private let stamp: FileStamp?
  private let decompressed = Mutex<Int32?>(nil)
  private let failed = Atomic<Bool>(false)

  /// The file at `path` as it is now, written in `encoding`.
  package init(path: String, encoding: Encoding, isCompressed: Bool) {
    typedPath = path
    self.path = Self.absolute(path)
    self.encoding = encoding
    self.isCompressed = isCompressed
    stamp = FileStamp(path: path)
  }

  deinit {
    decompressed.withLock { if let file = $0 { close(file) } }
  }

  /// The path as it was given, where a text could not be read back since this was last asked.
  package func takeChangedPath() -> String? { failed.exchange(false, ordering: .relaxed) ? typedPath : nil }

  /// The text in the `length` bytes at `offset`; `nil`, and `takeChangedPath` says so, if it can no longer be read.
  package func text(at offset: Int, length: Int) -> String? {
    let text = recordedText(at: offset, length: length)
    if text == nil { failed.store(true, ordering: .relaxed) }
    return text
  }

  private func recordedText(at offset: Int, length: Int) -> String? {
    if isCompressed {
      return decompressed.withLock { file in
        if file == nil { file = decompress() }
        return file.flatMap { read(from: $0, at: offset, length: length) }
      }
    }
    let file = open(FileOverlay.path(of: path), O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, FileStamp(status) == stamp else { return nil }
    return read(from: file, at: offset, length: length)
  }

  private func read(from file: Int32, at offset: Int, length: Int) -> String? {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, length)) { room in
      var count = 0
      while count < length, let base = room.baseAddress {
        let got = pread(file, base + count, length - count, offset + count)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { return nil }
        count += got
      }
      guard let base = room.baseAddress else { return nil }
      let isQuoted = length >= 2 && base[0] == 0x22
      let inner = UnsafeBufferPointer(start: base, count: length)
      let escape: UInt8 = encoding == .csv ? 0x22 : 0x5C
      let isEscaped = isQuoted && inner[1..<length - 1].contains(escape)
      let cell = Cell(
        kind: isEscaped ? .escaped : .plain, start: isQuoted ? 1 : 0, end: isQuoted ? length - 1 : length)
      return cell.text(in: base, isJSON: encoding == .json)
    }
  }

  /// The whole file decompressed into an unnamed file that disappears with its descriptor; `nil` on failure.
  private func decompress() -> Int32? {
    guard stamp != nil, FileStamp(path: path) == stamp, let source = try? ByteSource(path: path) else { return nil }
    guard let file = try? ScratchPlace.file() else { return nil }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunkSize, alignment: 16)
    defer { room.deallocate() }
    while let count = try? source.read(into: room) {
      if count == 0 { return file }
      let offset = source.position - count
      guard pwrite(file, room.baseAddress, count, offset) == count else { break }
    }
    close(file)
    return nil
  }

  /// The path from the root, whatever folder is worked in later.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }
}
