import SessionFiles
import Testing

/// By what a lesson makes of them.
@Suite struct ProseBlockTests {
  private func texts(_ prose: String) throws -> [String] {
    try Lesson(try sessionFile(prose), name: "n").steps.compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
  }

  @Test func paragraphsHeadingsAndItems() throws {
    #expect(
      try texts("# A\nb\nc\n\n- d\n  e\n- f\n\n1. g\n## H\n")
        == ["# A\n", "b\nc\n", "- d\n  e\n", "- f\n", "1. g\n", "## H\n"])
  }

  @Test func fencesAreWholeAndCommentsAreLeftOut() throws {
    #expect(try texts("a\n'''text\nb\n\n# c\n'''\n<!-- d\n\ne -->\nf\n") == ["a\n", "    b\n    \n    # c\n", "f\n"])
  }
}
