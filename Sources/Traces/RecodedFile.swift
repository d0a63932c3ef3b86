import Glibc
import Input
import Mathematics

/// A file in another encoding than UTF-8, kept in UTF-8 in an unnamed temporary file.
enum RecodedFile {
  /// The path of the text of a Latin-1 file in UTF-8; it lives as long as the process.
  ///
  /// - Throws: what `ByteSource` throws, `InputError.unreadable` where there is no room.
  static func latin1(_ path: String, task: TaskContext) throws(InputError) -> String {
    let source = try ByteSource(path: path, task: task)
    let file = try SpooledFile(for: path)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.chunkSize, alignment: 16)
    defer { room.deallocate() }
    var text: [UInt8] = []
    while true {
      let count = try source.read(into: room)
      if count == 0 { break }
      text.removeAll(keepingCapacity: true)
      for byte in room[..<count] {
        if byte < 0x80 {
          text.append(byte)
        } else {
          text.append(0xC0 | byte >> 6)
          text.append(0x80 | byte & 0x3F)
        }
      }
      do throws(InputError) { try text.appended(to: file) } catch { throw error }
    }
    return try file.finish()
  }
}

extension [UInt8] {
  fileprivate func appended(to file: SpooledFile) throws(InputError) {
    let result: Result<Void, InputError> = withUnsafeBytes { bytes in
      do throws(InputError) {
        try file.append(bytes)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }
}
