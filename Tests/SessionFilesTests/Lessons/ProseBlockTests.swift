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

  /// In a paragraph only a list that begins with 1 begins one (CommonMark 5.3).
  @Test(arguments: [
    (
      "68 right answers instead of\n79. The whole difference\n",
      ["68 right answers instead of\n79. The whole difference\n"]
    ),
    ("two:\n1. a\n2. b\n", ["two:\n", "1. a\n", "2. b\n"]),
    ("- a\n  7) b\n- c\n", ["- a\n  7) b\n", "- c\n"]),
    ("a\n- b\n", ["a\n", "- b\n"]), ("a\n\n79. b\n80. c\n", ["a\n", "79. b\n", "80. c\n"]),
    ("# a\n79. b\n", ["# a\n", "79. b\n"]), ("a\n      - b\n", ["a\n      - b\n"]),
  ]) func aParagraphGoesOnBehindANumber(_ prose: String, _ expected: [String]) throws {
    #expect(try texts(prose) == expected)
  }

  @Test func indentedCodeIsABlock() throws {
    #expect(
      try texts("a\n\n    # b\n    <!-- c\n\n    - d\ne\n    f\n# G\n    h\n")
        == ["a\n", "    # b\n    <!-- c\n", "    - d\n", "e\n    f\n", "# G\n", "    h\n"])
  }

  @Test func fencesAreWholeAndCommentsAreLeftOut() throws {
    #expect(try texts("a\n'''text\nb\n\n# c\n'''\n<!-- d\n\ne -->\nf\n") == ["a\n", "    b\n    \n    # c\n", "f\n"])
  }
}
