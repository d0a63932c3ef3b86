import Input
import TestSupport
import Testing

@Suite struct TableLayoutTests {
  private func reader(_ text: String) throws -> TableReader {
    try TableReader(window: ByteWindow(bytes: text.utf8, path: "p"))
  }

  /// A part without a header is read by that of another part, and with its separator and decimal comma.
  @Test func tablesGoOn() throws {
    let first = try reader("a;b\n0,5;x\n")
    let layout = try #require(first.layout)
    let next = try TableReader(
      window: ByteWindow(bytes: "1,25;\"y;\"\n".utf8, path: "p"), layout: layout, source: first.source)
    #expect(next.columns == ["a", "b"])
    #expect(try next.next())
    #expect(try next.number(0, in: .finite) == 1.25)
    #expect(next.text(1) == "y;")
    #expect(try !next.next())
    guard case .unquotedLines = layout.cut else {
      Issue.record("line ends inside quotes belong to a field")
      return
    }
  }

  /// Keys keep the columns that they had before, and lists those of their numbers; new ones come behind.
  @Test func keysGoOn() throws {
    let first = try reader("{\"a\": 1, \"x_v\": [1, 2]}\n{\"b\": 2}\n")
    while try first.next() {}
    let layout = try #require(first.layout)
    let next = try TableReader(
      window: ByteWindow(bytes: "{\"x_v\": [3, 4, 5], \"c\": 6, \"b\": 7}\n".utf8, path: "p"), layout: layout,
      source: first.source)
    #expect(next.columns == ["a", "x_v_0", "x_v_1", "b"])
    #expect(try next.next())
    #expect(next.columns == ["a", "x_v_0", "x_v_1", "b", "x_v_2", "c"])
    #expect(next.columns.indices.map { next.text($0) ?? "-" } == ["-", "3", "4", "7", "5", "6"])
    guard case .lines = layout.cut else {
      Issue.record("JSON Lines have no line ends inside quotes")
      return
    }
  }

  @Test func listsAreNotCut() throws {
    let list = try reader("[{\"a\": 1}]")
    _ = try list.next()
    #expect(list.layout == nil)
  }

  /// Where the header has blanks around its names, parts without it know that blanks around fields are layout.
  @Test func blanksGoOn() throws {
    let first = try reader("a; b\n0,5; x\n")
    let layout = try #require(first.layout)
    let next = try TableReader(
      window: ByteWindow(bytes: " 1,25 ; \"y;\"\n".utf8, path: "p"), layout: layout, source: first.source)
    #expect(next.columns == ["a", "b"])
    #expect(try next.next() && next.number(0, in: .finite) == 1.25)
    #expect(next.text(1) == "y;")
  }
}
