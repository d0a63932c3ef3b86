import Input
import SessionFiles
import Testing

@Suite struct SolutionPiecesTests {
  private let text = """
    # A

    1. Why?

    <details>
    <summary>Answer to exercise 1</summary>

    For this reason.

    '''croute name="why"
    echo a
    '''

    And so on.

    </details>
    <details>
    <summary>Answer to exercise 2</summary>

    '''croute
    echo b
    '''

    </details>

    After it.

    <details>
    <summary>All prose</summary>
    closes itself
    </details>

    '''croute
    echo c
    '''

    """

  @Test func whatSpansCellsIsClosed() throws {
    let cells = NotebookCell.cells(of: try sessionFile(text)).cells
    #expect(
      cells.map(\.source) == [
        "# A\n\n1. Why?", "**Answer to exercise 1**, closed: click on the bars below to see it",
        "<!-- solution -->\n\nFor this reason.", "# solution\necho a", "<!-- solution -->\n\nAnd so on.", "</details>",
        "**Answer to exercise 2**, closed: click on the bars below to see it", "# solution\necho b",
        "</details>\n\nAfter it.\n\n<details>\n<summary>All prose</summary>\ncloses itself\n</details>", "echo c",
      ])
    #expect(
      cells.map(\.role) == [
        .outside, .heading, .inside, .inside, .inside, .outside, .heading, .inside, .outside, .outside,
      ])
    let closed: JSONValue = ["outputs_hidden": true, "source_hidden": true]
    for cell in cells where cell.role == .inside {
      #expect(cell.metadata["jupyter"] == closed && cell.metadata["tags"] == ["solution"])
    }
    #expect(cells[9].metadata["jupyter"] == nil && cells[9].metadata["tags"] == nil)
  }

  /// What a notebook shows otherwise comes back as it was; who edits the heading keeps what they wrote.
  @Test func backByteForByte() throws {
    let text = sessionText(text)
    let notebook = NotebookExport.text(of: try SessionFile(text))
    #expect(try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n") == text)
    let edited = notebook.replacing("**Answer to exercise 1**", with: "**The answer**")
    let back = try NotebookImport.sessionFile(of: Array(edited.utf8), path: "n")
    #expect(back.contains("\n**The answer**, closed") && !back.contains("<summary>Answer to exercise 1</summary>"))
  }

  /// Who opens a closed cell and edits it keeps what they wrote; the line that covered it goes.
  @Test func coversAreTakenOff() throws {
    let notebook = NotebookExport.text(of: try SessionFile(sessionText(text)))
    let edited = notebook.replacing("For this reason.", with: "For that one.").replacing("echo b", with: "echo d")
    let back = try NotebookImport.sessionFile(of: Array(edited.utf8), path: "n")
    #expect(
      back == sessionText(text).replacing("For this reason.", with: "For that one.").replacing("echo b", with: "echo d")
    )
    #expect(!back.contains("solution -->") && !back.contains("# solution"))
  }

  /// Tags that share their lines with text close the cells between them as well.
  @Test func tagsWithinLines() throws {
    let text = sessionText(
      "<details open><summary>Answer 1</summary>\n\n'''croute\necho 5\n'''\n\nIt is 5.</details>\n\nAfter it.\n")
    let cells = NotebookCell.cells(of: try SessionFile(text)).cells
    #expect(cells.map(\.role) == [.heading, .inside, .inside, .outside])
    #expect(
      cells[0].source == "**Answer 1**, closed: click on the bars below to see it" && cells[3].source == "After it.")
    let notebook = NotebookExport.text(of: try SessionFile(text))
    #expect(try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n") == text)
  }
}
