import CZip
import Glibc
import Mathematics
import Synchronization

/// A zip archive that is read member by member, each of them as a text that moves through a window.
///
/// Members are deflated, stored, or compressed by Zstandard. Nothing is allocated by what the archive says of itself: a member is inflated as it is read, and one that claims or
/// turns out to be more than `maximumRatio` times as large as its part of the archive is refused.
package final class ZipArchive {
  /// How many times its compressed size a member may have; deflate's best is 1,032, JSON's seldom above 50.
  static let maximumRatio = 400
  /// The size up to which the ratio does not count.
  static let smallSize = 1 << 22

  /// The path as given.
  package let path: String
  /// The names of all members, in the order of the archive.
  package let names: [String]
  private let archive: OpaquePointer
  private let task: TaskContext

  /// Opens an archive for reading.
  ///
  /// - Throws: `InputError.unreadable` where the file is no whole zip archive.
  package init(path: String, task: TaskContext = .unobserved) throws(InputError) {
    var code: Int32 = 0
    guard let archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code) else {
      var error = zip_error_t()
      zip_error_init_with_code(&error, code)
      defer { zip_error_fini(&error) }
      let reason = String(cString: zip_error_strerror(&error))
      let isCut = [ZIP_ER_NOZIP, ZIP_ER_INCONS].contains(code)
      throw .unreadable(path: path, reason: isCut ? "a zip archive that is cut short or damaged (\(reason))" : reason)
    }
    self.path = path
    self.archive = archive
    self.task = task
    let count = Int(zip_get_num_entries(archive, 0))
    names = (0..<max(0, count)).map { index in
      zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) } ?? ""
    }
  }

  deinit { zip_discard(archive) }

  /// The text of the member of that number, which is inflated as it is read.
  ///
  /// - Throws: `InputError.unreadable` for a member that is encrypted, damaged, larger than its part of the archive can
  ///   explain, or compressed in a way that is not known.
  package func window(_ index: Int) throws(InputError) -> ByteWindow {
    do { try task.check() } catch { throw .cancelled }
    if !names.isEmpty { task.progress(Double(index) / Double(names.count)) }
    let name = names[index]
    let place = path + "/" + name
    var status = zip_stat_t()
    guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0 else { throw failure(place) }
    if status.encryption_method != UInt16(ZIP_EM_NONE) { throw .unreadable(path: place, reason: "it is encrypted") }
    let limit = max(Self.smallSize, Self.maximumRatio * Int(clamping: status.comp_size))
    if Int(clamping: status.size) > limit { throw tooLarge(place, limit) }
    let isZstd = status.comp_method == ZstdReader.zipMethod
    let flags = isZstd ? UInt32(ZIP_FL_COMPRESSED) : 0
    guard let file = zip_fopen_index(archive, zip_uint64_t(index), flags) else { throw failure(place) }
    let member = Member(file: file, of: self)
    let stored =
      { (buffer: UnsafeMutableRawBufferPointer) throws(InputError) in
        let got = zip_fread(member.file, buffer.baseAddress, zip_uint64_t(buffer.count))
        if got >= 0 { return Int(got) }
        throw .unreadable(path: place, reason: String(cString: zip_error_strerror(zip_file_get_error(member.file))))
      } as ZstdReader.ReadCompressed
    let zstd = isZstd ? ZstdReader(path: place, readCompressed: stored) : nil
    var total = 0
    let task = task
    return try ByteWindow(path: place, size: Int(clamping: status.size), sizeLimit: 2 * limit) {
      buffer throws(InputError) in
      do { try task.check() } catch { throw .cancelled }
      var count = 0
      while count < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
        let got = if let zstd { try zstd.read(into: rest) } else { try stored(rest) }
        if got == 0 { break }
        count += got
      }
      total += count
      if total > limit { throw .unreadable(path: place, reason: "it is too large for its compressed size") }
      return count
    }
  }

  private func tooLarge(_ place: String, _ limit: Int) -> InputError {
    .unreadable(path: place, reason: "it claims more than \(limit >> 20) MB, too large for its compressed size")
  }

  private func failure(_ place: String) -> InputError {
    .unreadable(path: place, reason: String(cString: zip_error_strerror(zip_get_error(archive))))
  }

  /// An open member, closed with the last reader; until then its archive stays open.
  private final class Member {
    let file: OpaquePointer
    private let archive: ZipArchive
    init(file: OpaquePointer, of archive: ZipArchive) { (self.file, self.archive) = (file, archive) }
    deinit { zip_fclose(file) }
  }
}

/// The texts of the members of an archive, read back long after it was loaded: places count through all members that
/// were read, one after the other.
package final class ZipTexts: Sendable {
  private let path: String
  private let typedPath: String
  private let stamp: FileStamp?
  private let failed = Atomic<Bool>(false)
  private let members: [(start: Int, index: Int)]

  /// The texts of members that begin at those places, in order.
  package init(path: String, members: [(start: Int, index: Int)]) {
    typedPath = path
    self.path = TextSource.absolute(path)
    stamp = FileStamp(path: path)
    self.members = members
  }

  /// The path as it was given, where a text could not be read back since this was last asked.
  package func takeChangedPath() -> String? { failed.exchange(false, ordering: .relaxed) ? typedPath : nil }

  /// The JSON text in the `length` bytes at `offset`; `nil`, and `takeChangedPath` says so, if it can no longer be read.
  package func text(at offset: Int, length: Int) -> String? {
    let text = stamp != nil && FileStamp(path: path) == stamp ? recordedText(at: offset, length: length) : nil
    if text == nil { failed.store(true, ordering: .relaxed) }
    return text
  }

  private func recordedText(at offset: Int, length: Int) -> String? {
    var low = 0
    var high = members.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if members[middle].start <= offset { low = middle } else { high = middle }
    }
    guard members.indices.contains(low), let archive = try? ZipArchive(path: path),
      archive.names.indices.contains(members[low].index), let window = try? archive.window(members[low].index)
    else { return nil }
    let start = offset - members[low].start
    while window.offset + window.count < start + length, !window.isComplete {
      guard (try? window.advance(keepingFrom: max(0, min(window.count, start - window.offset)))) != nil else {
        return nil
      }
    }
    let first = start - window.offset
    guard first >= 0, first + length <= window.count else { return nil }
    let bytes = Array(window.bytes(first..<first + length))
    let value = try? JSONParser.parse(bytes: bytes)
    return value?.string ?? String(decoding: bytes, as: UTF8.self)
  }
}
