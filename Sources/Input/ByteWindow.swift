import Glibc
import Mathematics

/// A place in a text; line and column count from 1, the column in characters.
package struct TextPosition: Equatable, Sendable {
  /// The line.
  package var line = 1
  /// The column, in Unicode characters (scalars).
  package var column = 1

  /// The place of the first character.
  package init() {}

  /// Moves over some bytes of UTF-8.
  package mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    var index = 0
    while let found = memchr(base + index, 0x0A, bytes.count - index) {
      index = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
      line += 1
      column = 1
    }
    for byte in bytes[index...] where byte & 0xC0 != 0x80 { column += 1 }
  }
}

/// The part of a text that is in memory while it is read: a window that moves through the file.
///
/// A reader looks at `base[0..<count]`. When it needs more, it calls `advance`, which drops what was read and reads on.
/// The window grows only when one field does not fit, so memory stays bounded.
package final class ByteWindow {
  /// The path, for errors.
  package let path: String
  /// The first byte in memory.
  @exclusivity(unchecked) package private(set) var base: UnsafeMutablePointer<UInt8>
  /// The number of bytes in memory.
  @exclusivity(unchecked) package private(set) var count = 0
  /// The most rows of a compressed file: more than so many bytes can tell apart say the same over and over, and only memory would
  /// bound them.
  private var rowLimit = Int.max
  /// The position in the file of the first byte in memory.
  @exclusivity(unchecked) package private(set) var offset = 0
  /// Whether the window reaches the end of the text.
  @exclusivity(unchecked) package private(set) var isComplete = false
  /// How many numbers were moved to the end of their range.
  @exclusivity(unchecked) package private(set) var clippedCount = 0
  /// How many numbers are missing by a word that says so.
  @exclusivity(unchecked) package private(set) var missingWordCount = 0
  /// How many bytes of the window are known to be UTF-8.
  private var checkedCount = 0
  /// The first bytes of a character that were dropped before the rest of it was read.
  private var begun: [UInt8] = []
  private var capacity: Int
  private let source: ByteSource?
  /// What owns the bytes; `nil` where the window does.
  private var part: FilePart?
  /// Fills a buffer from its start and tells how many bytes there were; fewer than it holds only at the end.
  private let fill: ((UnsafeMutableRawBufferPointer) throws(InputError) -> Int)?
  /// How large the window may grow.
  private let sizeLimit: Int
  /// The place of the first byte that is in memory.
  private var origin = TextPosition()
  /// The last position computed, from which later ones are counted.
  private var counted = (index: 0, position: TextPosition())

  /// A window at the start of a file, or at the place to which the source was moved.
  ///
  /// - Parameter line: the line that begins there, for errors.
  /// - Throws: what `ByteSource` throws; `InputError.malformed` where the content is binary.
  package init(_ source: ByteSource, line: Int = 1) throws(InputError) {
    origin.line = line
    counted = (0, origin)
    path = source.path
    self.source = source
    fill = source.read(into:)
    sizeLimit = source.valueLimit
    rowLimit = source.rowLimit
    capacity = ByteSource.chunkSize
    base = .allocate(capacity: capacity)
    try read()
    offset = source.position - count
  }

  /// A window at the start of a text that `fill` reads.
  ///
  /// - Parameters:
  ///   - size: how long the text is said to be.
  ///   - sizeLimit: how large the window may grow.
  /// - Throws: what `fill` throws; `InputError.malformed` where the content is binary.
  init(
    path: String, size: Int, sizeLimit: Int, fill: @escaping (UnsafeMutableRawBufferPointer) throws(InputError) -> Int
  ) throws(InputError) {
    self.path = path
    source = nil
    self.fill = fill
    self.sizeLimit = sizeLimit
    capacity = max(16, min(ByteSource.chunkSize, size + 1))
    base = .allocate(capacity: capacity)
    try read()
  }

  /// A window over a whole text in memory.
  package init(bytes: some Collection<UInt8>, path: String) {
    self.path = path
    source = nil
    fill = nil
    sizeLimit = .max
    capacity = bytes.count
    base = .allocate(capacity: max(1, capacity))
    _ = UnsafeMutableBufferPointer(start: base, count: capacity).initialize(from: bytes)
    count = capacity
    isComplete = true
  }

  /// A window over a part of a file, in which places are those in the file.
  ///
  /// - Throws: `InputError.malformed` where the content is binary.
  package init(_ part: FilePart, path: String) throws(InputError) {
    self.path = path
    self.part = part
    source = nil
    fill = nil
    sizeLimit = .max
    base = part.base
    count = part.bytes.count
    capacity = count
    isComplete = true
    offset = part.offset
    origin.line = part.line
    counted = (0, origin)
    try check(from: 0)
  }

  deinit { if part == nil { base.deallocate() } }

  /// The size of the file, unless it is compressed.
  package var fileSize: Int? { source.flatMap { $0.isCompressed ? nil : $0.size } }

  /// Whether the file is large enough to be cut into parts.
  var isWorthCutting: Bool {
    source.map { $0.size >= ($0.isCompressed ? FileParts.leastFileSize / 2 : FileParts.leastFileSize) } ?? false
  }

  /// The bytes of a range that is in memory.
  package func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
  }

  /// A hash of the text of a JSON value, by its place in the file; `nil` where it is no longer in memory.
  package func textHash(_ place: (offset: Int, length: Int)) -> UInt64? {
    let start = place.offset - offset
    guard start >= 0, start + place.length <= count else { return nil }
    let isQuoted = place.length >= 2 && base[start] == 0x22
    let content = isQuoted ? start + 1..<start + place.length - 1 : start..<start + place.length
    let isEscaped = isQuoted && bytes(content).contains(0x5C)
    return Cell(kind: isEscaped ? .escaped : .plain, start: content.lowerBound, end: content.upperBound)
      .textHash(in: base, isJSON: true)
  }

  /// Refuses what a file of its size cannot tell apart.
  ///
  /// - Parameter rows: how many rows were read.
  /// - Throws: `InputError.incompatible`.
  package func admit(rows: Int) throws(InputError) {
    if rows > rowLimit { throw .repetitive(path: path, rowLimit: rowLimit) }
  }

  /// Drops the bytes before `index`, which becomes 0, and reads on.
  ///
  /// - Throws: what `ByteSource` throws; `InputError.malformed` where the content is binary.
  package func advance(keepingFrom index: Int) throws(InputError) {
    origin = position(of: index)
    counted = (0, origin)
    if index > checkedCount { begun = Array(bytes(checkedCount..<index)) }
    offset += index
    count -= index
    memmove(base, base + index, count)
    checkedCount = max(0, checkedCount - index)
    if count > capacity / 2 {
      if capacity > sizeLimit / 2 {
        throw .tooLong(path: path, count: capacity / 2)
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      memcpy(larger, base, count)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    try read()
  }

  private func read() throws(InputError) {
    guard let fill, !isComplete else { return }
    let free = UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
    let got: Int
    do throws(InputError) { got = try fill(free) } catch {
      throw source?.isCutShort == true ? .cutShort(path: path, line: position(of: count).line) : error
    }
    isComplete = got < free.count && source?.isCutShort != true
    let start = count
    count += got
    try check(from: start)
  }

  /// Looks whether what was read from `start` on is text.
  private func check(from start: Int) throws(InputError) {
    if let nul = memchr(base + start, 0, count - start) {
      let index = UnsafeRawPointer(nul) - UnsafeRawPointer(base)
      throw malformed(at: index, found: "a zero byte", expected: "text; the file is binary")
    }
    try checkEncoding()
  }

  /// Looks whether what was read is UTF-8; a character that goes on past the window is looked at with the next bytes.
  private func checkEncoding() throws(InputError) {
    var index = checkedCount
    if !begun.isEmpty {
      let whole = begun + bytes(0..<min(4 - begun.count, count))
      guard let length = whole.withUnsafeBufferPointer(UTF8Sequence.length) else {
        if !isComplete, whole.count < 4 { return }
        throw malformed(at: 0, found: "bytes that are not UTF-8", expected: "UTF-8 text (or --encoding latin1)")
      }
      index = length - begun.count
      begun = []
    }
    while true {
      while index + 32 <= count {
        let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD4<UInt64>.self)
        if (block[0] | block[1] | block[2] | block[3]) & 0x8080_8080_8080_8080 != 0 { break }
        index += 32
      }
      while index < count, base[index] < 0x80 { index += 1 }
      if index == count { break }
      let length = UTF8Sequence.length(UnsafeBufferPointer(start: base + index, count: min(4, count - index)))
      if let length {
        index += length
      } else if !isComplete, count - index < 4 {
        break
      } else {
        let byte = String(base[index], radix: 16, uppercase: true)
        throw malformed(
          at: index, found: "the byte 0x\(byte), which is not UTF-8", expected: "UTF-8 text (or --encoding latin1)")
      }
    }
    checkedCount = index
  }

  /// The place of the byte at `index`.
  package func position(of index: Int) -> TextPosition {
    if index < counted.index { counted = (0, origin) }
    counted.position.advance(over: bytes(counted.index..<index))
    counted.index = index
    return counted.position
  }

  /// The number as a range has it; `nil` where the range has it not and it may not be clipped, which is counted.
  package func admitted(_ number: Double, in range: NumberRange, clip: Bool) -> Double? {
    if let admitted = range.admitted(number, clip: false) { return admitted }
    guard clip, let admitted = range.admitted(number, clip: true) else { return nil }
    clippedCount += 1
    return admitted
  }

  /// Counts a number that is missing by a word that says so.
  package func noteMissingWord() { missingWordCount += 1 }

  /// The error that the text at `index` is malformed.
  package func malformed(at index: Int, found: String, expected: String) -> InputError {
    let position = position(of: index)
    return .malformed(
      path: path, line: position.line, column: position.column, found: found, expected: expected)
  }

  /// A description of what is at `index`: a character, or the end.
  package func describe(at index: Int) -> String {
    if index >= count { return "the end of the file" }
    let byte = base[index]
    if byte == 0x0A || byte == 0x0D { return "the end of the line" }
    if byte < 0x20 || byte == 0x7F { return "a control character (\(byte))" }
    let end = min(count, index + 4)
    return String(decoding: bytes(index..<end), as: UTF8.self).unicodeScalars.first.map { String($0) } ?? ""
  }
}

extension InputError {
  /// The error for a value of more bytes than `count`.
  static func tooLong(path: String, count: Int) -> InputError {
    .unreadable(path: path, reason: "holds a value of more than \(count >> 20) MB")
  }

  /// The error for a compressed file of more rows than one of its size can tell apart.
  package static func repetitive(path: String, rowLimit: Int) -> InputError {
    .incompatible(
      path: path, reason: "repeats itself: a compressed file of its size has at most \(rowLimit.grouped) rows")
  }
}
