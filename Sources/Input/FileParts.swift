import Mathematics
import Synchronization

/// A piece of a text file that ends where a record ends: a part of its own, whatever comes before and after it.
package struct FilePart: Sendable {
  /// Which part of the file it is, from 0.
  package let number: Int
  /// The place of its first byte in the file.
  package let offset: Int
  /// The line, counted from 1, with which it begins.
  package let line: Int
  /// The text.
  package let bytes: [UInt8]
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
      var bytes = state.rest
      state.rest = []
      var end: Int?
      while !state.isAtEnd, end == nil {
        let known = bytes
        if known.count > state.source.valueLimit / 2 {
          throw .tooLong(path: state.source.path, count: known.count)
        }
        let wanted = max(Self.size, known.count)
        var failure: InputError?
        bytes = [UInt8](unsafeUninitializedCapacity: known.count + wanted) { room, count in
          count = room.initialize(fromContentsOf: known)
          let free = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[count...]))
          do throws(InputError) { count += try state.source.read(into: free) } catch { failure = error }
        }
        if let failure { throw failure }
        state.isAtEnd = bytes.count < known.count + wanted
        end = state.isAtEnd ? bytes.count : lastEnd(in: bytes)
      }
      guard !bytes.isEmpty else { return nil }
      let length = end ?? bytes.count
      state.rest = Array(bytes[length...])
      bytes.removeLast(bytes.count - length)
      let offset = state.source.position - state.rest.count - length
      let part = FilePart(number: state.number, offset: offset, line: state.line, bytes: bytes)
      state.number += 1
      state.line += bytes.withUnsafeBytes { count(of: 0x0A, in: $0) }
      return part
    }
  }

  /// The place after the last record that ends in `bytes`; `nil` where none does.
  private func lastEnd(in bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBytes { bytes in
      var isQuoted = cut == .unquotedLines && !count(of: 0x22, in: bytes).isMultiple(of: 2)
      var index = bytes.count
      while index > 0 {
        let byte = bytes[index - 1]
        if byte == 0x0A, !isQuoted { return index }
        if byte == 0x22, cut == .unquotedLines { isQuoted.toggle() }
        index -= 1
      }
      return nil
    }
  }

  /// How often a byte comes, counted in 32 bytes at a time.
  private func count(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int {
    typealias Block = SIMD4<UInt64>
    let wanted = Block(repeating: 0x0101_0101_0101_0101 &* UInt64(byte))
    let low = Block(repeating: 0x7F7F_7F7F_7F7F_7F7F)
    let pairs = Block(repeating: 0x00FF_00FF_00FF_00FF)
    var total = 0
    var index = 0
    while index + 32 <= bytes.count {
      let last = min(bytes.count - 31, index + 255 * 32)
      // Each byte counts where it was the wanted one.
      var counts = Block.zero
      while index < last {
        let other = bytes.loadUnaligned(fromByteOffset: index, as: Block.self) ^ wanted
        // The highest bit of a byte is set where the byte is 0, and nowhere else.
        let zeros = ~((other & low) &+ low | other | low)
        counts &+= zeros &>> 7
        index += 32
      }
      let sums = (counts & pairs) &+ (counts &>> 8 & pairs)
      for lane in 0..<4 { total += Int((sums[lane] &* 0x0001_0001_0001_0001) >> 48) }
    }
    while index < bytes.count {
      total += bytes[index] == byte ? 1 : 0
      index += 1
    }
    return total
  }
}
