import CommandLanguage
import CrouteLanguage
import Testing

@Suite struct SessionFileTests {
  @Test func everyByteIsKept() throws {
    for text in [
      "", "\n", "a", "---\n---", "---\n---\n\n", "'''croute\n'''", "é\n'''croute   \n\n\n'''  \n\n\n'''output\n'''\t",
    ] {
      let file = try sessionFile(text)
      #expect(Array(file.text.utf8) == Array(sessionText(text).utf8))
    }
  }

  @Test func cellsKnowTheirLines() throws {
    let cell = try #require(try sessionFile("a\n\n'''croute\necho a\necho b\n'''\n").cells.first)
    let source = cell.source(named: "f.md")
    #expect(source.text == "echo a\necho b" && source.firstLine == 4 && source.name == "f.md")
    #expect(Interpreter().statements(of: source).map(\.location.line) == [4, 5])
    #expect(cell.block == cell.text && cell.text == "```croute\necho a\necho b\n```\n")
  }
}
