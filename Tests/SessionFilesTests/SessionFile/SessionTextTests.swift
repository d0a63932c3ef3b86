import CommandLanguage
import SessionFiles
import Testing

@Suite struct SessionTextTests {
  @Test func textIsKept() throws {
    #expect(try SessionText.decoded(Array("é\n日\t😀".utf8)) == "é\n日\t😀")
    #expect(try SessionText.decoded([]) == "")
  }

  /// As Windows writes it, and back.
  @Test(arguments: ["a\r\nb\r\n", "\u{FEFF}a\nb\n", "\u{FEFF}a\r\nb\r\n", "a\nb\n"])
  func lineEndsAndMarks(_ text: String) throws {
    let bytes = Array(text.utf8)
    #expect(try SessionText.decoded(bytes).utf8.elementsEqual("a\nb\n".utf8))
    #expect(SessionText.encoded("a\nb\n", like: bytes).utf8.elementsEqual(bytes))
  }

  @Test(arguments: [
    (Array("a\nbc\r\n".utf8), "a carriage return", 2, 3), (Array("\r".utf8), "a carriage return", 1, 1),
    ([0x61, 0x0A, 0], "a zero byte", 2, 1), (Array("a\r\nb\n".utf8), "a line that ends with LF", 2, 2),
    (Array("a\r\nb\rc\r\n".utf8), "a carriage return", 2, 2),
    // "é" is one column of two bytes; 0xE9 alone is Latin-1.
    ([0x0A, 0xC3, 0xA9, 0xE9, 0x0A], "a byte that is not UTF-8", 2, 2),
    // The first mistake counts.
    ([0x61, 0xFF, 0x0D], "a byte that is not UTF-8", 1, 2), ([0x61, 0x0D, 0xFF], "a carriage return", 1, 2),
    // The beginning of a character that is cut off.
    ([0x61, 0xE2, 0x82], "a byte that is not UTF-8", 1, 2),
  ])
  func otherBytes(_ bytes: [UInt8], _ found: String, _ line: Int, _ column: Int) {
    let error = #expect(throws: LocatedError.self) { try SessionText.decoded(bytes) }
    #expect(error?.location == SourceLocation(line: line, column: column))
    guard case .malformed(found, _)? = error?.error as? CommandError else {
      return #expect(Bool(false), "\(String(describing: error))")
    }
  }

  @Test func sizeIsBounded() throws {
    let line = Array(String(repeating: "x", count: 999).utf8) + [0x0A]
    let bytes = Array(repeatElement(line, count: 4000).joined())
    #expect(try SessionText.decoded(bytes).utf8.count == 4_000_000)
    let error = #expect(throws: LocatedError.self) { try SessionText.decoded(bytes + [0x61]) }
    #expect(error?.location == SourceLocation(line: 4001, column: 1))
    guard case .malformed("more than 4,000,000 bytes", _)? = error?.error as? CommandError else {
      return #expect(Bool(false))
    }
  }
}
