import Glibc

/// Steps through JSON text token by token; the text may be a file that is read on the way.
///
/// The grammar is strict (RFC 8259): no comments, no trailing commas, no leading zeros, no raw control characters in
/// strings; but for the `NaN` and `Infinity` that Python writes, where these are taken. A token's place in the window is valid until the next call that reads on; its place in the file stays
/// valid.
package final class JSONScanner {
  /// The maximum nesting depth of lists and objects.
  package static let maximumDepth = 512

  /// The part of the text in memory.
  package let window: ByteWindow
  /// The position of the next byte in the window.
  @exclusivity(unchecked) package var index: Int
  private let isLines: Bool
  /// Whether `NaN`, `Infinity` and `-Infinity` are values; who reads them as numbers decides whether they will do.
  let takesNaN: Bool
  @exclusivity(unchecked) private var depth = 0

  /// A scanner at `index`; with `isLines`, a value ends at the end of its line.
  package init(_ window: ByteWindow, index: Int = 0, isLines: Bool = false, takesNaN: Bool = false) {
    self.window = window
    self.index = index
    self.isLines = isLines
    self.takesNaN = takesNaN
  }

  /// The next non-blank byte; `nil` at the end of the text (or of the line).
  @inline(__always) package func peek() throws(InputError) -> UInt8? {
    if index < window.count, case let byte = window.base[index], byte > 0x20 { return byte }
    if index + 1 < window.count, window.base[index] == 0x20, case let byte = window.base[index + 1], byte > 0x20 {
      index += 1
      return byte
    }
    return try peekOverBlanks()
  }

  private func peekOverBlanks() throws(InputError) -> UInt8? {
    while true {
      while index < window.count {
        switch window.base[index] {
        case 0x20, 0x09, 0x0D: index += 1
        case 0x0A: if isLines { return nil } else { index += 1 }
        default: return window.base[index]
        }
      }
      if window.isComplete { return nil }
      try advance(keepingFrom: index)
    }
  }

  /// Steps over `byte`, which must come next.
  @inline(__always) package func take(_ byte: UInt8, expected: StaticString) throws(InputError) {
    guard try peek() == byte else { throw malformed(expected: "\(expected)") }
    index += 1
  }

  /// Steps over the `[` of a list or the `{` of an object.
  package func open(_ byte: UInt8) throws(InputError) {
    try take(byte, expected: byte == UInt8(ascii: "[") ? "a list" : "an object")
    depth += 1
    if depth > Self.maximumDepth {
      throw window.malformed(
        at: index - 1, found: "\(depth) levels of nesting", expected: "at most \(Self.maximumDepth)")
    }
  }

  /// Steps to the next element of a list, `true`, or over its end, `false`.
  package func nextElement(isFirst: Bool) throws(InputError) -> Bool {
    if try peek() == UInt8(ascii: "]") {
      index += 1
      depth -= 1
      return false
    }
    if isFirst { return true }
    try take(UInt8(ascii: ","), expected: "a comma or ]")
    if try peek() == UInt8(ascii: "]") { throw malformed(expected: "a value") }
    return true
  }

  /// Steps over the next key of an object and returns it, or steps over the object's end and returns `nil`.
  ///
  /// The colon is not taken yet, so that the key stays in the window until then.
  package func nextKey(isFirst: Bool) throws(InputError) -> Cell? {
    if try peek() == UInt8(ascii: "}") {
      index += 1
      depth -= 1
      return nil
    }
    if !isFirst { try take(UInt8(ascii: ","), expected: "a comma or }") }
    guard try peek() == UInt8(ascii: "\"") else { throw malformed(expected: "a key in quotes") }
    return try string()
  }

  /// The error that an object has a key twice, the second time at that place in the window.
  package func secondKey(_ name: String, at place: Int) -> InputError {
    window.malformed(at: place, found: "a second key \"\(name)\"", expected: "each key once")
  }

  /// Steps over the colon after a key.
  package func colon() throws(InputError) { try take(UInt8(ascii: ":"), expected: "a colon") }

  /// Steps over a string.
  package func string() throws(InputError) -> Cell {
    try take(UInt8(ascii: "\""), expected: "a string")
    var start = index
    var kind = Cell.Kind.quoted
    while true {
      skipPlain()
      while index < window.count {
        let byte = window.base[index]
        if byte == 0x22 {
          index += 1
          return Cell(kind: kind, start: start, end: index - 1)
        }
        if byte < 0x20 {
          throw malformed(expected: "the closing quote of the string, or an escape for this character")
        }
        if byte == 0x5C {
          kind = .escaped
          guard try escape() else { break }
          skipPlain()
        } else {
          index += 1
        }
      }
      if window.isComplete {
        throw window.malformed(at: start - 1, found: "a string that never ends", expected: "a closing quote")
      }
      let kept = start - 1
      try advance(keepingFrom: kept)
      start = 1
    }
  }

  /// Steps over bytes of a string that stand for themselves, eight at a time; what may be a quote, a backslash or a control
  /// character is left to be looked at.
  private func skipPlain() {
    let (base, count) = (UnsafeRawPointer(window.base), window.count)
    var place = index
    let ones: UInt64 = 0x0101_0101_0101_0101
    while place + 8 <= count {
      let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let (quotes, escapes) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      // The highest bit of a byte is set where the byte was below 1, or below 0x20; the lowest such byte is right.
      let special =
        ((quotes &- ones) & ~quotes | (escapes &- ones) & ~escapes | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
      if special != 0 {
        place += special.trailingZeroBitCount >> 3
        break
      }
      place += 8
    }
    index = place
  }

  /// Steps over an escape; `false` if it extends past the window, which leaves the scanner before it.
  private func escape() throws(InputError) -> Bool {
    guard index + 1 < window.count else {
      if window.isComplete { index = window.count }
      return false
    }
    let letter = window.base[index + 1]
    if letter != UInt8(ascii: "u") {
      guard JSONString.control(letter) != nil else {
        throw window.malformed(
          at: index + 1, found: window.describe(at: index + 1), expected: "one of \" \\ / b f n r t u after a \\")
      }
      index += 2
      return true
    }
    for place in index + 2..<index + 6 {
      guard place < window.count else {
        if window.isComplete { index = window.count }
        return false
      }
      guard JSONString.digit(window.base[place]) != nil else {
        throw window.malformed(
          at: place, found: window.describe(at: place), expected: "four hexadecimal digits after \\u")
      }
    }
    index += 6
    return true
  }

  /// Steps over any value; the cell of a list or an object is in the window only if the whole text is.
  package func value() throws(InputError) -> Cell {
    guard let byte = try peek() else { throw malformed(expected: "a value") }
    switch byte {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "-"), 0x30...0x39: return try number()
    case UInt8(ascii: "["):
      let start = window.offset + index
      try open(byte)
      var isFirst = true
      while try nextElement(isFirst: isFirst) {
        _ = try value()
        isFirst = false
      }
      return Cell(kind: .plain, start: start - window.offset, end: index)
    case UInt8(ascii: "{"):
      let start = window.offset + index
      try open(byte)
      var isFirst = true
      while try nextKey(isFirst: isFirst) != nil {
        try colon()
        _ = try value()
        isFirst = false
      }
      return Cell(kind: .plain, start: start - window.offset, end: index)
    default: return try word()
    }
  }

  /// Makes sure that only blanks are left (on the line).
  package func end(expected: String) throws(InputError) {
    if try peek() != nil { throw malformed(expected: expected) }
  }

  /// Reads on until the window holds the end of the token at the scanner, whose bytes satisfy `part`.
  func complete(_ part: (UInt8) -> Bool) throws(InputError) {
    var end = index
    while true {
      while end < window.count, part(window.base[end]) { end += 1 }
      if end < window.count || window.isComplete { return }
      end -= index
      try advance(keepingFrom: index)
    }
  }

  private func advance(keepingFrom kept: Int) throws(InputError) {
    try window.advance(keepingFrom: kept)
    index -= kept
  }

  /// The error that something else was expected at the scanner.
  package func malformed(expected: String) -> InputError {
    window.malformed(at: index, found: window.describe(at: index), expected: expected)
  }
}
