import Input
import TestSupport
import Testing

@Suite struct ByteWindowTests {
  @Test func countsLinesAndCharacters() {
    let window = ByteWindow(bytes: "ab\ncä€😀d\n".utf8, path: "p")
    #expect(window.position(of: 0) == TextPosition())
    #expect(window.position(of: 2).column == 3)
    let last = window.position(of: 3 + 1 + 2 + 3 + 4)
    #expect((last.line, last.column) == (2, 5))
    #expect(window.position(of: 2).column == 3)
    #expect(window.position(of: 3).line == 2)
  }

  @Test func knowsPlacesAfterAdvancing() throws {
    let folder = ScratchFolder()
    let path = folder.write(String(repeating: "12345678\n", count: 200_000))
    let window = try ByteWindow(ByteSource(path: path))
    try window.advance(keepingFrom: window.count - 2)
    #expect(window.offset == 1_048_574)
    // 1,048,574 = 116,508 * 9 + 2
    #expect((window.position(of: 0).line, window.position(of: 0).column) == (116_509, 3))
    #expect(window.offset + window.count == 1_800_000)
    #expect(window.isComplete)
  }

  /// In the third line, of which a whole character and half of one are there; a mark of UTF-8 may precede all.
  @Test(arguments: ["", "\u{FEFF}"]) func theLineWhereCompressedDataAreCutShortIsTold(_ mark: String) throws {
    let folder = ScratchFolder()
    let text = mark + "a\nb\nc€d\n"
    let path = folder.write(bytes: GzipMaker.cutShort(text, at: text.utf8.count - 3), to: "a.gz")
    let window = try ByteWindow(ByteSource(path: path))
    #expect(window.count == 7 && !window.isComplete && window.describe(at: 4) == "c")
    #expect(
      thrown { () throws(InputError) in try window.advance(keepingFrom: 4) }
        == .unreadable(path: path, reason: "its compressed data are cut short in line 3"))
  }

  @Test func refusesBinary() {
    let folder = ScratchFolder()
    let path = folder.write(bytes: [0x61, 0x0A, 0x62, 0, 0x63], to: "binary")
    #expect(
      thrown { () throws(InputError) in try ByteWindow(ByteSource(path: path)) }
        == .malformed(path: path, line: 2, column: 2, found: "a zero byte", expected: "text; the file is binary"))
  }

  @Test func describesCharacters() {
    let window = ByteWindow(bytes: "ä\n\u{1}".utf8, path: "p")
    #expect(
      [0, 2, 3, 4].map(window.describe(at:)) == [
        "ä", "the end of the line", "a control character (1)", "the end of the file",
      ])
  }

  /// 1.2 million equal rows take some 5 KB: a million and four for each byte are admitted.
  @Test(arguments: ["q,m,1,0.1", #"{"q":1}"#]) func refusesRowsThatACompressedFileCannotExplain(_ row: String) throws {
    let folder = ScratchFolder()
    let path = folder.writeCompressed(String(repeating: row + "\n", count: 1_200_000), to: "bomb.gz")
    let size = try ByteSource(path: path).size
    #expect(size < 30_000)
    let window = try ByteWindow(ByteSource(path: path))
    let error = #expect(throws: InputError.self) {
      if row.hasPrefix("{") {
        let reader = JSONLinesReader(window)
        while try reader.next() {}
      } else {
        let reader = try CSVReader(window)
        while try reader.next() {}
      }
    }
    let limit = 1_000_000 + 4 * size
    #expect(
      error
        == .incompatible(
          path: path, reason: "repeats itself: a compressed file of its size has at most \(limit.grouped) rows"))
    // Not compressed, it is what it says.
    let plain = try CSVReader(
      ByteWindow(ByteSource(path: folder.write(String(repeating: "q,m\n", count: 200_000), to: "p"))))
    var count = 0
    while try plain.next() { count += 1 }
    #expect(count == 199_999)
  }

  @Test func refusesAValueThatACompressedFileCannotExplain() throws {
    let folder = ScratchFolder()
    shell("head -c 300000000 /dev/zero | tr '\\0' a | gzip > '\(folder.path)/bomb.gz'")
    let window = try ByteWindow(ByteSource(path: folder.path + "/bomb.gz"))
    #expect(throws: InputError.unreadable(path: folder.path + "/bomb.gz", reason: "holds a value of more than 32 MB")) {
      while !window.isComplete { try window.advance(keepingFrom: 0) }
    }
  }
}
