import SessionFiles
import Testing

@Suite struct OutputComparisonTests {
  private func comparison(
    _ content: String, _ text: String, _ attributes: String = "", opening: String = "```output\n"
  ) throws -> OutputComparison {
    let attributes = try CellAttributes(opening: "```croute \(attributes)", line: 1)
    let closing = String(opening.prefix { $0 == "`" }) + "\n"
    let block = ExpectedOutput(gap: "\n", opening: opening, content: content, closing: closing, line: 9)
    return OutputComparison(block, attributes, text: text, folder: "/f")
  }

  @Test func cellsSayHow() throws {
    #expect(try comparison("a  \n", "a\n").isMatch && comparison("x.csv\n", "/f/x.csv\n").isMatch)
    #expect(try comparison("...\n", "a\nb\n").isMatch && !comparison("...\n", "a\n", "check=\"exact\"").isMatch)
    #expect(try comparison("1.0\n", "1.01\n", "tol=0.1").isMatch && !comparison("1.0\n", "1.01\n").isMatch)
    #expect(try comparison("", "").isMatch && !comparison("", "a\n").isMatch && !comparison("a\n", "").isMatch)
  }

  @Test func matchingLinesStay() throws {
    let comparison = try comparison("a [..] c  \n...\nm\nz\n", "a b c\nx\nn\nz\n")
    #expect(!comparison.isMatch && comparison.difference.firstLine == 11)
    #expect(comparison.updated.content == "a [..] c  \n...\nn\nz\n")
    #expect(comparison.updated.gap == "\n" && comparison.updated.opening == "```output\n")
    let close = try self.comparison("0.5\n0.7\n", "0.501\n0.8\n", "tol=0.01")
    #expect(close.updated.content == "0.5\n0.8\n")
  }

  @Test func whatMatchesIsLeftAsItIs() throws {
    #expect(try comparison("a \t\n", "a\n").updated.content == "a \t\n")
  }

  @Test func marksGrowWhereTheOutputWouldCloseThem() throws {
    let updated = try comparison("a\n", "```\n````\nb\n").updated
    #expect(updated.opening == "`````output\n" && updated.closing == "`````\n" && updated.content == "```\n````\nb\n")
    #expect(try comparison("a\n", "```\n", opening: "````output\n").updated.opening == "````output\n")
  }
}
