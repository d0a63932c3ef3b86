import Glibc

/// Many short strings in one byte buffer: a third of the memory of `[String]`, one allocation.
public struct StringColumn: Sendable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

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
  public var startIndex: Int { 0 }
  /// The number of strings.
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

  /// Whether the string at `index` is made of these bytes.
  package func isEqual(at index: Int, to other: UnsafeBufferPointer<UInt8>) -> Bool {
    withUTF8(at: index) { own in
      guard own.count == other.count else { return false }
      guard let left = own.baseAddress, let right = other.baseAddress, own.count > 0 else { return true }
      return memcmp(left, right, own.count) == 0
    }
  }

  /// The string at `index`.
  public subscript(index: Int) -> String { String(decoding: utf8(at: index), as: UTF8.self) }
}
