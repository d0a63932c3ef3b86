import Input
import SessionFiles
import Testing

/// Exercises are answered below what they ask, by name.
@Suite struct AnswerCellTests {
  private let text = """
    What is asked:

    '''exercise name="e1" answer="7"
    How many?
    '''

    '''exercise name="e2" answer="8"
    And now?
    '''

    '''croute
    echo a
    '''

    """

  private func notebook() throws -> String { NotebookExport.text(of: try SessionFile(sessionText(text))) }

  @Test func itNamesTheExercises() throws {
    let cells = try #require(try JSONParser.parse(try notebook())["cells"]?.array)
    let sources = cells.map { $0["source"]?.array?.compactMap(\.string).joined() ?? "" }
    #expect(sources[1] == "# take off the # and add your answer\n# answer e1\n# answer e2", "\(sources)")
    #expect(cells[1]["cell_type"] == "code" && cells[2]["cell_type"] == "code" && cells.count == 3)
  }

  /// As it is made it is no part of the session file; with an answer it is.
  @Test func answersComeBack() throws {
    let notebook = try notebook()
    #expect(try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n") == sessionText(text))
    let answered = notebook.replacing("# answer e1", with: "answer e1 7")
    #expect(
      try NotebookImport.sessionFile(of: Array(answered.utf8), path: "n").contains("answer e1 7\n# answer e2\n"))
  }
}
