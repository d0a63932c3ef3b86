import CISAL

/// What is compressed in a gzip file, inflated as it is asked for: one member after the other (RFC 1952).
///
/// ISA-L inflates faster than what is inflated can be read, so it has no thread of its own. Zeros after the last member are
/// padding; anything else there is refused, as is a member whose checksum or length is not that of its content.
final class GzipReader {
  /// Fills a buffer from its start and tells how many bytes there were; 0 only at the end of the file.
  typealias ReadFile = (UnsafeMutableRawBufferPointer) throws(InputError) -> Int

  /// How much of the file is read at once.
  static let inputSize = 1 << 17

  private let path: String
  private let readFile: ReadFile
  private let input = UnsafeMutablePointer<UInt8>.allocate(capacity: inputSize)
  private let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
  /// How many members were begun.
  private var memberCount = 0
  private var isInMember = false
  private var isAtEnd = false
  /// Whether the file ends before its compressed data do.
  private(set) var isCutShort = false
  /// The checksum of the head so far.
  private var headChecksum: UInt32 = 0

  /// The content of the file that `readFile` reads; `path` is for errors.
  init(path: String, readFile: @escaping ReadFile) {
    (self.path, self.readFile) = (path, readFile)
    isal_inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
  }

  deinit {
    input.deallocate()
    state.deallocate()
  }

  /// Fills `buffer` and returns the number of bytes; fewer than its size only at the end, or where the file is cut short, which
  /// the next call throws.
  ///
  /// - Throws: what `readFile` throws; `InputError.unreadable` for a file that is cut short, damaged or no gzip file.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if isCutShort { throw cutShort() }
    guard let base = buffer.baseAddress else { return 0 }
    let bytes = base.assumingMemoryBound(to: UInt8.self)
    var count = 0
    while count < buffer.count {
      do throws(InputError) {
        if !isInMember, try !beginMember() { break }
        count += try inflate(into: bytes + count, room: min(buffer.count - count, 1 << 30))
      } catch {
        if isCutShort, count > 0 { break }
        throw error
      }
    }
    return count
  }

  /// Inflates some of the member into `bytes` and returns how much.
  private func inflate(into bytes: UnsafeMutablePointer<UInt8>, room: Int) throws(InputError) -> Int {
    try readOn()
    let given = state.pointee.avail_in
    state.pointee.next_out = bytes
    state.pointee.avail_out = UInt32(room)
    switch isal_inflate(state) {
    case ISAL_DECOMP_OK: break
    case ISAL_INCORRECT_CHECKSUM: throw refused("damaged: its checksum or length is not that of its content")
    default: throw refused(Self.noCompressedData)
    }
    let count = room - Int(state.pointee.avail_out)
    isInMember = state.pointee.block_state != ISAL_BLOCK_FINISH
    if isInMember, count == 0, state.pointee.avail_in == given {
      throw given == 0 ? cutShort() : refused(Self.noCompressedData)
    }
    return count
  }

  /// Reads the head of the next member; `false` where there is none.
  private func beginMember() throws(InputError) -> Bool {
    headChecksum = 0
    var first = try nextByte()
    if memberCount > 0 {
      let isPadding = first == 0
      while first == 0 { first = try nextByte() }
      if first == nil { return false }
      if isPadding { throw refused(Self.followed) }
    }
    guard first == 0x1F, try nextByte() == 0x8B else {
      throw refused(memberCount == 0 ? "not in gzip format" : Self.followed)
    }
    if try headByte() != 8 { throw refused("compressed by a method that gzip does not have") }
    let flags = try headByte()
    if flags & 0xE0 != 0 { throw refused("in a form of gzip that is not known") }
    // The time of the file, how hard it was compressed, and on what system.
    for _ in 0..<6 { _ = try headByte() }
    if flags & 4 != 0 {
      let length = try Int(headByte()) | Int(headByte()) << 8
      for _ in 0..<length { _ = try headByte() }
    }
    // A name and a comment end with a zero.
    for text: UInt8 in [8, 16] where flags & text != 0 { while try headByte() != 0 {} }
    if flags & 2 != 0 {
      let sum = headChecksum & 0xFFFF
      if try UInt32(headByte()) | UInt32(headByte()) << 8 != sum {
        throw refused("damaged: the checksum of its head is not that of its head")
      }
    }
    isal_inflate_reset(state)
    memberCount += 1
    isInMember = true
    return true
  }

  /// The next byte of a head.
  private func headByte() throws(InputError) -> UInt8 {
    guard let byte = try nextByte() else { throw cutShort() }
    return byte
  }

  /// The next byte of the file, which counts for the checksum of a head; `nil` at the end.
  private func nextByte() throws(InputError) -> UInt8? {
    try readOn()
    guard state.pointee.avail_in > 0, let next = state.pointee.next_in else { return nil }
    headChecksum = crc32_gzip_refl(headChecksum, next, 1)
    state.pointee.next_in = next + 1
    state.pointee.avail_in -= 1
    return next.pointee
  }

  /// Reads on where all was used.
  private func readOn() throws(InputError) {
    guard state.pointee.avail_in == 0, !isAtEnd else { return }
    let count = try readFile(UnsafeMutableRawBufferPointer(start: input, count: Self.inputSize))
    isAtEnd = count == 0
    state.pointee.next_in = input
    state.pointee.avail_in = UInt32(count)
  }

  private static let noCompressedData = "damaged: it goes on with what is no compressed data"
  private static let followed = "compressed data, followed by something else"

  private func refused(_ reason: String) -> InputError { .unreadable(path: path, reason: reason) }

  private func cutShort() -> InputError {
    isCutShort = true
    return refused(InputError.cutShort)
  }
}

extension InputError {
  /// What is wrong with a compressed file that is cut short.
  static let cutShort = "its compressed data are cut short"
}
