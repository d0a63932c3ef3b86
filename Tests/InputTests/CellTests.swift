import Input
import Testing

@Suite struct CellTests {
  private func text(_ content: String, _ kind: Cell.Kind, isJSON: Bool) -> String? {
    let window = ByteWindow(bytes: content.utf8, path: "p")
    return Cell(kind: kind, start: 1, end: content.utf8.count - 1).text(in: window.base, isJSON: isJSON)
  }

  @Test func givesText() {
    #expect(text("\"a\"\"b\"", .quoted, isJSON: false) == "a\"\"b")
    #expect(text("\"a\"\"b\"", .escaped, isJSON: false) == "a\"b")
    #expect(text("\"a\\nb\"", .escaped, isJSON: true) == "a\nb")
    #expect(text(",a,", .plain, isJSON: false) == "a")
    #expect(text(",,", .missing, isJSON: false) == nil)
  }

  @Test func spansItsQuotes() {
    #expect(Cell(kind: .plain, start: 3, end: 7).rawRange == 3..<7)
    #expect(Cell(kind: .quoted, start: 3, end: 7).rawRange == 2..<8)
    #expect(Cell(kind: .escaped, start: 3, end: 3).rawRange == 2..<4)
  }
}
