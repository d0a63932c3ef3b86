import CommandLanguage
import Testing

@Suite struct StatementLinesTests {
  private func lines(_ text: String) -> [Statement] {
    Statement.lines(of: Source(text, firstLine: 5)) { $0.hasSuffix(",") }
  }

  @Test func blankLinesAndCommentsAreNone() {
    let statements = lines("a\n\n  # not this\n\t b c\n")
    #expect(statements.map(\.source) == ["a", "b c"])
    #expect(statements.map(\.location) == [SourceLocation(line: 5, column: 1), SourceLocation(line: 8, column: 3)])
  }

  /// What continues a statement is taken as it is: neither a blank line nor a comment.
  @Test func continuedLines() {
    #expect(lines("a,\n# b,\n\nc").map(\.source) == ["a,\n# b,\n", "c"])
    #expect(lines("a,").map(\.source) == ["a,"])
    #expect(lines("").isEmpty)
  }

  @Test func places() throws {
    let statement = try #require(lines("\n  ab,\n cd").first)
    func place(of character: Character) throws -> CommandLanguage.SourceLocation {
      statement.location(of: try #require(statement.source.firstIndex(of: character)))
    }
    #expect(try place(of: "a") == SourceLocation(line: 6, column: 3))
    #expect(try place(of: "b") == SourceLocation(line: 6, column: 4))
    #expect(try place(of: "c") == SourceLocation(line: 7, column: 2))
    #expect(statement.location(of: statement.source.endIndex) == SourceLocation(line: 7, column: 4))
  }
}
