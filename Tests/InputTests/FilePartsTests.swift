import Input
import Mathematics
import TestSupport
import Testing

@Suite struct FilePartsTests {
  private let folder = ScratchFolder()

  private func parts(_ bytes: [UInt8], _ cut: FileParts.Cut) throws -> [FilePart] {
    let parts = try FileParts(path: folder.write(bytes: bytes, to: "a.csv"), cut: cut, task: .unobserved)
    #expect(parts.fileSize == bytes.count)
    var all: [FilePart] = []
    while let part = try parts.next() { all.append(part) }
    return all
  }

  /// Rows of differing lengths, every third with line ends and doubled quotes inside quotes: none is cut.
  @Test func quotedLineEndsAreNoCuts() throws {
    let rows = (0..<60_000).map { row in
      row % 3 == 0 ? "\(row),\"says \"\"no\"\"\n\n\(row)\"\n" : "\(row),\(String(repeating: "x", count: row % 90))\n"
    }
    let text = Array(rows.joined().utf8)
    let parts = try parts(text, .unquotedLines)
    #expect(parts.count == text.count / FileParts.size + 1)
    #expect(parts.flatMap(\.bytes) == text)
    #expect(parts.map(\.number) == Array(parts.indices))
    var (place, lines) = (0, 1)
    for part in parts {
      #expect(part.offset == place && part.line == lines)
      // Every row begins with its number, of which those inside of quotes are multiples of three after an empty line.
      #expect(part.bytes.last == 0x0A && part.bytes.count { $0 == 0x22 }.isMultiple(of: 6))
      place += part.bytes.count
      lines += part.bytes.count { $0 == 0x0A }
    }
  }

  /// A field longer than two parts belongs to one part.
  @Test func longFieldsStayWhole() throws {
    let field = "\"" + String(repeating: "a line\n", count: 100_000) + "\"\n"
    let text = Array(("a,b\n" + field + "c,d\n").utf8)
    let parts = try parts(text, .unquotedLines)
    #expect(parts.map { $0.bytes.count } == [4 + field.utf8.count + 4] || parts.flatMap(\.bytes) == text)
    #expect(parts.allSatisfy { $0.bytes.count { $0 == 0x22 }.isMultiple(of: 2) })
  }

  /// Of JSON Lines, a quote in a text says nothing about where a line ends.
  @Test func jsonLinesAreCutAtAnyLineEnd() throws {
    let text = Array((0..<50_000).map { "{\"a\":\"\\\"\($0), a text\"}\n" }.joined().utf8)
    let parts = try parts(text, .lines)
    #expect(parts.count > 2 && parts.flatMap(\.bytes) == text)
    #expect(parts.allSatisfy { $0.bytes.first == UInt8(ascii: "{") && $0.bytes.last == 0x0A })
    #expect(parts[1].line == 1 + parts[0].bytes.count { $0 == 0x0A })
  }

  @Test func whatIsCutShortHasItsWholeLines() throws {
    let path = folder.write(bytes: GzipMaker.cutShort("a,b\n1,2\n3,4\n", at: 9), to: "a.gz")
    let parts = try FileParts(path: path, cut: .unquotedLines, task: .unobserved)
    #expect(try parts.next().map { Array($0.bytes) } == Array("a,b\n1,2\n".utf8))
    #expect(
      thrown { () throws(InputError) in try parts.next() }
        == .unreadable(path: path, reason: "its compressed data are cut short in line 3"))
    #expect(try parts.next() == nil)
  }

  @Test func aByteOrderMarkIsLeftOut() throws {
    let parts = try parts([0xEF, 0xBB, 0xBF] + Array("a,b\n1,2".utf8), .unquotedLines)
    #expect(parts.map { Array($0.bytes) } == [Array("a,b\n1,2".utf8)] && parts[0].offset == 3)
    #expect(try self.parts([], .lines).isEmpty)
  }
}
