import Input
import TestSupport
import Testing

/// UTF-8 is looked at as files are read; the sequences are those of Unicode, table 3-7.
@Suite struct UTF8SequenceTests {
  private let folder = ScratchFolder()

  private func error(_ bytes: [UInt8]) -> InputError? {
    let path = folder.write(bytes: bytes, to: "text")
    return thrown { () throws(InputError) in try ByteWindow(ByteSource(path: path)) }
  }

  @Test(arguments: [
    "ä", "߿", "ࠀ", "퟿", "\u{E000}", "\u{FFFF}", "😀", "\u{10FFFF}", String(repeating: "a", count: 33) + "é",
  ])
  func charactersAreRead(text: String) {
    #expect(error(Array((text + "z").utf8)) == nil)
    #expect(error(Array(text.utf8)) == nil)
  }

  @Test(
    arguments: [
      [0xE8, 0x6C, 0x65], [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func otherBytesAreNot(bytes: [UInt8]) {
    let byte = String(bytes[0], radix: 16, uppercase: true)
    guard case .malformed(_, 2, 3, let found, _)? = error(Array("a\nxy".utf8) + bytes) else {
      Issue.record("it should be refused")
      return
    }
    #expect(found == "the byte 0x\(byte), which is not UTF-8")
  }

  @Test func charactersMayLieAcrossTheEndOfAChunk() throws {
    for shift in 0..<4 {
      let text = String(repeating: "a", count: ByteSource.chunkSize - shift) + "😀z"
      let window = try ByteWindow(ByteSource(path: folder.write(text, to: "long")))
      while !window.isComplete { try window.advance(keepingFrom: window.count) }
      #expect(window.offset + window.count == text.utf8.count)
    }
  }
}
