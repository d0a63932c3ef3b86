import Mathematics
import Synchronization

/// A piece of a text file that ends where a record ends: a part of its own, whatever comes before and after it.
///
/// Nothing writes to its bytes once it is there, so that threads may share it.
package final class FilePart: @unchecked Sendable {
  /// Which part of the file it is, from 0.
  package let number: Int
  /// The place of its first byte in the file.
  package let offset: Int
  /// The line, counted from 1, with which it begins.
  package let line: Int
  /// The text, as long as the part is there.
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }
  /// The first byte of the text.
  let base: UnsafeMutablePointer<UInt8>
  private let count: Int

  /// A part that takes over `count` bytes from `base` on.
  fileprivate init(_ base: UnsafeMutablePointer<UInt8>, count: Int, number: Int, offset: Int, line: Int) {
    (self.base, self.count) = (base, count)
    (self.number, self.offset, self.line) = (number, offset, line)
  }

  deinit { base.deallocate() }
}

/// A file cut into parts that can be read each by itself, at line ends outside quotes.
///
/// In a well-formed CSV file a line end is outside quotes where the number of quotes before it is even. In a malformed one that
/// holds up to the first mistake, which is thus found in the part where it stands. JSON Lines have no line ends inside quotes.
package final class FileParts: Sendable {
  /// What separates records.
  package enum Cut: Sendable {
    /// Any line end.
    case lines
    /// A line end outside quotes.
    case unquotedLines
  }

  /// About how long parts are, in bytes.
  package static let size = 1 << 18
  /// The size of the smallest file that is worth cutting.
  package static let leastFileSize = 4 << 20

  private struct State {
    let source: ByteSource
    /// What was read beyond the last part.
    var rest: [UInt8] = []
    var number = 0
    var line = 1
    var isAtEnd = false
  }

  /// The length of the text; `nil` where the file is compressed.
  package let fileSize: Int?
  /// How many rows the file may have.
  package let rowLimit: Int
  private let cut: Cut
  private let state: Mutex<State>

  /// A file before its first part.
  ///
  /// - Throws: what `ByteSource` throws.
  package init(path: String, cut: Cut, task: TaskContext) throws(InputError) {
    let source = try ByteSource(path: path, task: task)
    fileSize = source.isCompressed ? nil : source.size
    rowLimit = source.rowLimit
    self.cut = cut
    state = Mutex(State(source: source))
  }

  /// How much of the text was read.
  package var readCount: Int { state.withLock { $0.source.position } }

  /// The next part, on whatever thread; `nil` at the end of the file.
  ///
  /// - Throws: what `ByteSource` throws.
  package func next() throws(InputError) -> FilePart? {
    try state.withLock { state throws(InputError) in
      var (room, capacity) = (Self.room(for: state.rest, more: Self.size), state.rest.count + Self.size)
      var count = state.rest.count
      state.rest = []
      var length: Int?
      do throws(InputError) {
        while !state.isAtEnd, length == nil {
          if count > state.source.valueLimit / 2 { throw .tooLong(path: state.source.path, count: count) }
          if count > capacity / 2 {
            let larger = Self.room(for: UnsafeBufferPointer(start: room, count: count), more: capacity)
            room.deallocate()
            (room, capacity) = (larger, count + capacity)
          }
          count += try state.source.read(
            into: UnsafeMutableRawBufferPointer(start: room + count, count: capacity - count))
          state.isAtEnd = count < capacity && !state.source.isCutShort
          if !state.isAtEnd { length = lastEnd(in: UnsafeRawBufferPointer(start: room, count: count)) }
        }
      } catch {
        defer { room.deallocate() }
        // There is nothing behind what cannot be read.
        state.isAtEnd = true
        if !state.source.isCutShort { throw error }
        let lines = Self.count(of: 0x0A, in: UnsafeRawBufferPointer(start: room, count: count))
        throw .cutShort(path: state.source.path, line: state.line + lines)
      }
      let offset = state.source.position - count
      let part = FilePart(room, count: length ?? count, number: state.number, offset: offset, line: state.line)
      if count == 0 { return nil }
      state.rest = Array(UnsafeBufferPointer(start: room, count: count)[part.bytes.count...])
      state.number += 1
      state.line += Self.count(of: 0x0A, in: UnsafeRawBufferPointer(part.bytes))
      return part
    }
  }

  /// Room for some bytes, which it holds, and for more.
  private static func room(for bytes: some Collection<UInt8>, more: Int) -> UnsafeMutablePointer<UInt8> {
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + more)
    _ = UnsafeMutableBufferPointer(start: room, count: bytes.count).initialize(fromContentsOf: bytes)
    return room
  }

  /// The place after the last record that ends in `bytes`; `nil` where none does.
  private func lastEnd(in bytes: UnsafeRawBufferPointer) -> Int? {
    var isQuoted = cut == .unquotedLines && !Self.count(of: 0x22, in: bytes).isMultiple(of: 2)
    var index = bytes.count
    while index > 0 {
      let byte = bytes[index - 1]
      if byte == 0x0A, !isQuoted { return index }
      if byte == 0x22, cut == .unquotedLines { isQuoted.toggle() }
      index -= 1
    }
    return nil
  }

  /// How often a byte comes, counted in 32 bytes at a time.
  private static func count(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    typealias Block = SIMD32<UInt8>
    let wanted = Block(repeating: byte)
    var total = 0
    var index = 0
    while index + 32 <= bytes.count {
      let last = min(bytes.count - 31, index + 255 * 32)
      // Each byte counts where it was the wanted one: there the mask has -1.
      var counts = Block.zero
      while index < last {
        let block = bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
        counts &-= unsafeBitCast(block .== wanted, to: Block.self)
        index += 32
      }
      total += Int(SIMD32<UInt16>(truncatingIfNeeded: counts).wrappedSum())
    }
    while index < bytes.count {
      total += bytes[index] == byte ? 1 : 0
      index += 1
    }
    return total
  }
}
