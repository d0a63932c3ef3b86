import CZstd

/// What is compressed by Zstandard, decompressed as it is asked for: one frame after the other (RFC 8878).
///
/// For members of zip archives: the libzip of Debian 12 cannot decompress them.
final class ZstdReader {
  /// The number of the method in zip archives (APPNOTE, section 4.4.5).
  static let zipMethod: UInt16 = 93
  /// Fills a buffer from its start and tells how many bytes there were; 0 only at the end.
  typealias ReadCompressed = (UnsafeMutableRawBufferPointer) throws(InputError) -> Int

  private let path: String
  private let readCompressed: ReadCompressed
  private let stream = ZSTD_createDStream()
  private let room: UnsafeMutableRawBufferPointer
  private var input = ZSTD_inBuffer()
  /// Whether a frame was begun and has not ended.
  private var isInFrame = false

  /// The content of what `readCompressed` reads; `path` is for errors.
  init(path: String, readCompressed: @escaping ReadCompressed) {
    (self.path, self.readCompressed) = (path, readCompressed)
    room = .allocate(byteCount: ZSTD_DStreamInSize(), alignment: 16)
    input.src = UnsafeRawPointer(room.baseAddress)
  }

  deinit {
    ZSTD_freeDStream(stream)
    room.deallocate()
  }

  /// Fills `buffer` and returns the number of bytes; fewer than its size only at the end.
  ///
  /// - Throws: what `readCompressed` throws; `InputError.unreadable` where the data are cut short or damaged.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
    while output.pos < buffer.count {
      if input.pos == input.size {
        (input.size, input.pos) = (try readCompressed(room), 0)
        // What has been read may not have been written yet.
        if input.size == 0, !isInFrame { break }
      }
      let (wasAtEnd, before) = (input.size == 0, output.pos)
      let left = ZSTD_decompressStream(stream, &output, &input)
      if ZSTD_isError(left) != 0 {
        throw .unreadable(path: path, reason: "damaged: \(String(cString: ZSTD_getErrorName(left)))")
      }
      isInFrame = left != 0
      if wasAtEnd, isInFrame, output.pos == before { throw .unreadable(path: path, reason: "it is cut short") }
    }
    return output.pos
  }
}
