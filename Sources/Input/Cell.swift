import Glibc

/// Where a value of a row is in the window, and how it is written.
package struct Cell: Sendable {
  /// How a value is written.
  package enum Kind: Sendable {
    /// No value: a blank field, JSON's `null`, an absent key.
    case missing
    /// Plain: a CSV field without quotes, a JSON number, list or object.
    case plain
    /// Quoted, with nothing to unescape.
    case quoted
    /// Quoted, with doubled quotes (CSV) or escapes (JSON) inside.
    case escaped
  }

  /// How the value is written.
  package var kind: Kind
  /// The first byte of the content, inside the quotes.
  package var start: Int
  /// The byte after the content, inside the quotes.
  package var end: Int

  package init(kind: Kind, start: Int, end: Int) {
    self.kind = kind
    self.start = start
    self.end = end
  }

  /// A missing value.
  package static let missing = Cell(kind: .missing, start: 0, end: 0)
}

extension Cell {
  /// The bytes of the value with its quotes.
  package var rawRange: Range<Int> {
    kind == .quoted || kind == .escaped ? start - 1..<end + 1 : start..<end
  }

  /// The text of the value, `nil` where there is none.
  package func text(in base: UnsafeMutablePointer<UInt8>, isJSON: Bool) -> String? {
    let content = UnsafeBufferPointer(start: base + start, count: end - start)
    if kind == .missing { return nil }
    return withContent(content, isJSON: isJSON) { String(decoding: $0, as: UTF8.self) }
  }

  /// A hash of the text of the value, `nil` where there is none.
  package func textHash(in base: UnsafeMutablePointer<UInt8>, isJSON: Bool) -> UInt64? {
    let content = UnsafeBufferPointer(start: base + start, count: end - start)
    return kind == .missing ? nil : withContent(content, isJSON: isJSON, hash)
  }

  /// Calls `body` with the text as it is without escapes.
  private func withContent<Result>(
    _ content: UnsafeBufferPointer<UInt8>, isJSON: Bool, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    if kind != .escaped { return body(content) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: content.count) { room in
      let count = unescape(content, isJSON: isJSON, into: room)
      return body(UnsafeBufferPointer(rebasing: room[..<count]))
    }
  }
}

/// Writes the unescaped text of `content` into `room`, of the same size, and returns its length.
func unescape(_ content: UnsafeBufferPointer<UInt8>, isJSON: Bool, into room: UnsafeMutableBufferPointer<UInt8>) -> Int
{
  isJSON ? JSONString.unescape(content, into: room) : undouble(content, into: room)
}

/// Writes `content` into `room` with single quotes for doubled ones, and returns its length.
private func undouble(_ content: UnsafeBufferPointer<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>) -> Int {
  guard let from = content.baseAddress, let to = room.baseAddress else { return 0 }
  var count = 0
  var index = 0
  while index < content.count {
    let rest = content.count - index
    let quote = memchr(from + index, 0x22, rest).map { UnsafeRawPointer($0) - UnsafeRawPointer(from + index) }
    let length = quote.map { $0 + 1 } ?? rest
    memcpy(to + count, from + index, length)
    count += length
    index += quote == nil ? length : length + 1
  }
  return count
}
