import Glibc

/// The keys of an object so far, to find one that is there twice: few are compared one by one, many by their hashes.
struct LineKeys {
  private var ranges: [Range<Int>] = []
  private var texts: Set<ArraySlice<UInt8>> = []
  private static let limit = 32

  /// Notes a key by its place in the line; false where it was noted before.
  mutating func insert(_ range: Range<Int>, of line: UnsafePointer<UInt8>) -> Bool {
    if texts.isEmpty, ranges.count < Self.limit {
      let isKnown = ranges.contains {
        $0.count == range.count && memcmp(line + $0.lowerBound, line + range.lowerBound, range.count) == 0
      }
      ranges.append(range)
      return !isKnown
    }
    return insert(Self.bytes(range, of: line), of: line)
  }

  /// Notes a key that is written with escapes by what it says; false where it was noted before.
  mutating func insert(_ text: ArraySlice<UInt8>, of line: UnsafePointer<UInt8>) -> Bool {
    for range in ranges { texts.insert(Self.bytes(range, of: line)) }
    ranges = []
    return texts.insert(text).inserted
  }

  private static func bytes(_ range: Range<Int>, of line: UnsafePointer<UInt8>) -> ArraySlice<UInt8> {
    ArraySlice(UnsafeBufferPointer(start: line + range.lowerBound, count: range.count))
  }
}
