import CrouteLanguage
import SessionFiles
import Testing

/// By what those make of a file who ask what its blocks are: whoever asks, lessons, marks, copies or notebooks, an exercise is one or none.
@Suite struct BlockReaderTests {
  private static let exercise = ["'''exercise name=\"e1\" answer=\"5\"", "2 + 3?", "'''"]

  private static func indented(_ blanks: Int, _ before: String, first: String? = nil) -> String {
    let margin = String(repeating: " ", count: blanks)
    return before + (first ?? margin) + exercise.joined(separator: "\n" + margin) + "\n"
  }

  @Test(arguments: [
    indented(0, ""), indented(3, ""), indented(0, "a\n"), indented(4, "10. a\n\n"),
    indented(6, "- a\n  - b\n    - c\n\n"),
    indented(4, "", first: "10. "), indented(4, "- a\n", first: "  - "),
    indented(2, "- '''croute\n  echo a\n  '''\n\n"),
    indented(0, "- '''sh\n  a\n"), indented(0, "- a\n\nb\n"), indented(0, "<div>\n\n"), indented(5, "- a\nb\n\n"),
  ])
  func exercises(_ text: String) throws {
    let file = try sessionFile(text)
    let lesson = try Lesson(file, name: "")
    #expect(lesson.exercises.map(\.name) == ["e1"] && lesson.exercises.map(\.question) == ["2 + 3?"])
    let copy = try file.studentCopy(in: Interpreter()).text
    #expect(copy == file.text.replacing(" answer=\"5\"", with: ""))
    #expect(NotebookExport.text(of: file).contains("# answer e1"))
  }

  @Test(arguments: [
    indented(4, ""), indented(4, "a\n"), indented(8, "10. a\n\n"), indented(0, "<div>\n"),
    indented(0, "<!--\n") + "-->\n",
    "''''text\n" + indented(0, "") + "''''\n", indented(4, "- a\n# b\n"),
    "- a\n\n  ''''text\n" + indented(2, "") + "  ''''\n",
  ])
  func whatIsShownIsNone(_ text: String) throws {
    let file = try sessionFile(text)
    #expect(try Lesson(file, name: "").exercises.isEmpty)
    #expect(try file.studentCopy(in: Interpreter()).text == file.text)
    #expect(!NotebookExport.text(of: file).contains("# answer e1"))
  }

  /// Headings that a list's block shows begin no slide.
  @Test func headingsAreThoseOfThePage() throws {
    let text = "# A\n\n1.  b\n\n    ~~~sh\n# c\n    ~~~\n\n# D\n\n    # e\n"
    let cells = NotebookCell.cells(of: try sessionFile(text), splitsHeadings: true).cells
    #expect(cells.map { $0.source.prefix(3) } == ["# A", "# c", "# D"])
  }
}
