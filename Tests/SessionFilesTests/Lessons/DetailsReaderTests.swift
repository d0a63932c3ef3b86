import SessionFiles
import Testing

@Suite struct DetailsReaderTests {
  /// The titles of the solutions of a lesson, in the order of their exercises; `-` where one has none.
  private func titles(_ text: String) throws -> [String] {
    let lesson = try Lesson(try sessionFile("'''exercise name=\"e1\"\n?\n'''\n\n" + text), name: "f")
    return lesson.steps.compactMap { step in
      if case .exercise(_, let solution) = step { solution?.title ?? "-" } else { nil }
    }
  }

  @Test(arguments: [
    "<details><summary>Answer 1</summary>\n\nIt is 5.\n\n</details>\n",
    "<DETAILS open>\n<Summary class=\"x\">Answer 1</summary>\n5</details>\n",
    "- <details>\n  <summary>Answer 1</summary>\n  5\n  </details>\n",
    "Stuck? <details><summary>Answer 1</summary>5</details>\n",
    "<details>\n<summary>\nAnswer 1\n</summary>\n5\n</details>\n",
    "1. a\n\n     <details>\n     <summary>Answer 1</summary>\n     </details>\n",
    // A grave accent (U+1FEF) is no backtick, although as characters they are equal.
    "\u{1FEF}<details><summary>Answer 1</summary></details>\u{1FEF}\n",
  ]) func tagsStandAnywhereInALine(_ text: String) throws { #expect(try titles(text) == ["Answer 1"]) }

  @Test(arguments: [
    "'''text\n<details><summary>Answer 1</summary></details>\n'''\n",
    "`<details><summary>Answer 1</summary></details>`\n",
    "- a\n\n  '''text\n  <details><summary>Answer 1</summary></details>\n  '''\n",
    "<!-- <details><summary>Answer 1</summary></details> -->\n", "a <!-- <details> --> b\n",
    "<!--\n<details><summary>Answer 1</summary></details>\n-->\n",
    "<pre>\n<details><summary>Answer 1</summary>\n</pre>\n",
    "<detail><summary>Answer 1</summary></detail>\n",
    "a\n\n    <details><summary>Answer 1</summary></details>\n",
    "- a\n\n      <details><summary>Answer 1</summary></details>\n",
  ]) func whatIsShownIsNoTag(_ text: String) throws { #expect(try titles(text) == ["-"]) }
}
