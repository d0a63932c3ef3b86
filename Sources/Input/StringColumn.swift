/// Many short strings in one byte buffer: a third of the memory of `[String]`, one allocation.
public struct StringColumn: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var bytes: [UInt8] = []
  @usableFromInline var ends: [UInt32] = []

  /// An empty column.
  public init() {}

  /// A column of the given strings.
  public init(_ strings: some Sequence<String>) {
    for string in strings { append(string) }
  }

  /// A column of the given strings.
  public init(arrayLiteral elements: String...) { self.init(elements) }

  /// Adds a string at the end.
  public mutating func append(_ string: some StringProtocol) { append(utf8: string.utf8) }

  /// Adds a string given as UTF-8 at the end.
  public mutating func append(utf8: some Sequence<UInt8>) {
    bytes.append(contentsOf: utf8)
    ends.append(UInt32(bytes.count))
  }

  /// Prepares for `count` strings of about `length` bytes each.
  public mutating func reserveCapacity(_ count: Int, length: Int = 16) {
    bytes.reserveCapacity(count * length)
    ends.reserveCapacity(count)
  }

  /// Zero.
  @inlinable
  public var startIndex: Int { 0 }
  /// The number of strings.
  @inlinable
  public var endIndex: Int { ends.count }

  /// The UTF-8 of the string at `index`.
  public func utf8(at index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  /// Calls `body` with the UTF-8 of the string at `index`.
  package func withUTF8<Result>(at index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<Int(ends[index])])) }
  }

  /// Calls `body` with each index and the UTF-8 of its string, in order.
  package func forEachUTF8(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (index, end) in ends.enumerated() {
        body(index, UnsafeBufferPointer(rebasing: bytes[start..<Int(end)]))
        start = Int(end)
      }
    }
  }

  /// Whether the string at `index` is made of these bytes.
  package func isEqual(at index: Int, to other: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    let count = Int(ends[index]) - start
    guard count == other.count else { return false }
    return bytes.withUnsafeBytes { isSame($0, from: start, UnsafeRawBufferPointer(other), count: count) }
  }

  /// The string at `index`.
  public subscript(index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }
}

/// Whether the `count` bytes of `other` are those of `bytes` at `start`; names differ most often at their ends, so these are
/// looked at first.
@inline(__always)
private func isSame(
  _ bytes: UnsafeRawBufferPointer, from start: Int, _ other: UnsafeRawBufferPointer, count: Int
) -> Bool {
  func word(_ place: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: start + place, as: UInt64.self)
      ^ other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
  }
  var end = count
  while end >= 8 {
    if word(end - 8) != 0 { return false }
    end -= 8
  }
  if count >= 8 { return word(0) == 0 }
  while end > 0 {
    end -= 1
    if bytes[start + end] != other[end] { return false }
  }
  return true
}
