import SessionFiles
import Testing

/// CommonMark 0.31, section 4.5.
@Suite struct FenceTests {
  @Test func openingLines() throws {
    let fence = try #require(Fence("```croute name=\"a\"\n"))
    #expect(fence.mark == "`" && fence.length == 3)
    #expect(fence.language == "croute" && fence.information == "croute name=\"a\"")
    let other = try #require(Fence("  ~~~~~  output \t\n"))
    #expect(other.mark == "~" && other.length == 5 && other.information == "output")
    #expect(try #require(Fence("```")).information.isEmpty)
    // Backticks may follow tildes, but not backticks.
    #expect(Fence("~~~ a`b") != nil)
  }

  @Test(arguments: [
    "``", "``x", "    ```", "\t```", "``` a`b", "```a```", "text ```", "`~`", "", "\u{1FEF}\u{1FEF}\u{1FEF}",
    "``\u{1FEF}",
  ])
  func linesThatOpenNothing(_ line: String) { #expect(Fence(line[...]) == nil) }

  @Test func closingLines() throws {
    let fence = try #require(Fence("````croute"))
    for line in ["````", "`````", "   ````", "````  \t\n"] { #expect(fence.isClosed(by: line[...]), "\(line)") }
    for line in ["```", "~~~~", "    ````", "````croute", "```` x"] {
      #expect(!fence.isClosed(by: line[...]), "\(line)")
    }
  }

  @Test func marksThatNothingWithinCloses() {
    #expect(Fence.marks(around: "a\nb\n") == "```")
    #expect(Fence.marks(around: "a\n```\n") == "````")
    #expect(Fence.marks(around: "  `````  \n```\n") == "``````")
    #expect(Fence.marks(around: "```\n", minimum: 5) == "`````")
    // These close no block of backticks.
    #expect(Fence.marks(around: "~~~~\n```croute\n    ```\n``` ` ```\n") == "```")
  }

  /// What Unicode takes for a backtick is part of the text.
  @Test func otherBackticks() {
    #expect(Fence("``` a\u{1FEF}b")?.information == "a\u{1FEF}b")
    #expect(FenceLine("\u{1FEF}```x").marks == "```" && Fence.marks(around: "\u{1FEF}\u{1FEF}\u{1FEF}\n") == "```")
  }
}
