/// Numbers, and the words true, false and null.
extension JSONScanner {
  /// Steps over a number.
  package func number() throws(InputError) -> Cell {
    _ = try peek()
    try complete { byte in
      byte == 0x2D || byte == 0x2B || byte == 0x2E || byte | 0x20 == 0x65 || isDigit(byte)
        || takesNaN && Self.isLetter(byte)
    }
    let start = index
    if byte == 0x2D { index += 1 }
    if byte | 0x20 == UInt8(ascii: "i") {
      if takesNaN, take("Infinity") { return Cell(kind: .plain, start: start, end: index) }
      throw missingNumber(at: start)
    }
    if byte == 0x30 {
      index += 1
      if isDigit(byte) {
        throw window.malformed(at: start, found: "a leading zero", expected: "a number without leading zeros")
      }
    } else {
      try digits()
    }
    if byte == 0x2E {
      index += 1
      try digits()
    }
    if byte | 0x20 == 0x65 {
      index += 1
      if byte == 0x2D || byte == 0x2B { index += 1 }
      try digits()
    }
    return Cell(kind: .plain, start: start, end: index)
  }

  /// The byte at the scanner; 0 at the end.
  private var byte: UInt8 { index < window.count ? window.base[index] : 0 }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }

  /// Steps over a word in the window; `false` where another one stands there.
  private func take(_ word: StaticString) -> Bool {
    let end = index + word.utf8CodeUnitCount
    guard end <= window.count,
      window.bytes(index..<end).elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)),
      end == window.count || !Self.isLetter(window.base[end])
    else { return false }
    index = end
    return true
  }

  private func digits() throws(InputError) {
    guard isDigit(byte) else { throw malformed(expected: "a digit") }
    while isDigit(byte) { index += 1 }
  }

  /// Steps over `true`, `false` or `null`.
  package func word() throws(InputError) -> Cell {
    _ = try peek()
    try complete(Self.isLetter)
    let start = index
    if takesNaN, take("NaN") || take("Infinity") { return Cell(kind: .plain, start: start, end: index) }
    for word in ["true", "false", "null"] where byte == word.utf8.first {
      for letter in word.utf8 {
        guard byte == letter else { throw malformed(expected: word) }
        index += 1
      }
      return Cell(kind: word == "null" ? .missing : .plain, start: start, end: index)
    }
    if byte | 0x20 == UInt8(ascii: "n") || byte | 0x20 == UInt8(ascii: "i") { throw missingNumber(at: start) }
    throw malformed(expected: "a value")
  }

  /// The error that `NaN` or `Infinity` stands for a number, as Python writes them, or another word like a value.
  private func missingNumber(at start: Int) -> InputError {
    var end = start + 1
    while end < window.count, end < start + 20, window.base[end] | 0x20 &- 0x61 < 26 { end += 1 }
    return window.malformed(
      at: start, found: String(decoding: window.bytes(start..<end), as: UTF8.self),
      expected: "a value; JSON has no NaN and no Infinity: write null for a number that is missing")
  }
}
