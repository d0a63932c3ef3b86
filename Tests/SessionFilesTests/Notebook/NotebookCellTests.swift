import CrouteLanguage
import Input
import SessionFiles
import Testing

@Suite struct NotebookCellTests {
  private func cells(_ text: String) throws -> (cells: [NotebookCell], blankLinesAfter: Int) {
    NotebookCell.cells(of: try sessionFile(text))
  }

  @Test func blankLinesBelongToNoCell() throws {
    let (cells, after) = try cells(
      "\n\n# A\n\nb\n'''croute\necho a\n'''\n\n\n\nc\n \n\n'''croute\n'''\n'''output\n'''\n\n\n")
    #expect(cells.map(\.source) == ["# A\n\nb", "echo a", "c\n ", ""])
    #expect(cells.map(\.blankLines) == [2, 0, 3, 1] && after == 2)
    let none = try self.cells("\n\n")
    #expect(none.cells.isEmpty && none.blankLinesAfter == 2)
  }

  @Test func metadata() throws {
    let (cells, _) = try cells(
      """
      a

      '''croute name="x" tags=["t"] run=false
      echo a
      '''
      '''output
      b
      '''
      ''''croute
      ''''''

      """)
    #expect(cells[0].metadata == [:])
    let first = try #require(cells[1].metadata["croute"])
    #expect(
      first == ["fence": "```croute name=\"x\" tags=[\"t\"] run=false", "output": ["```output\n", "b\n", "```\n"]])
    #expect(cells[1].metadata["name"] == "x" && cells[1].metadata["tags"] == ["t", "skip-execution"])
    #expect(cells[2].metadata == ["croute": ["before": 0, "fence": "````croute", "close": "``````", "empty": true]])
  }

  /// A heading begins a slide; the commands that follow on a text appear on it.
  @Test func slides() throws {
    let file = try sessionFile(LessonTests.text)
    let notebook = NotebookExport.text(of: file, in: Interpreter(), hasSlides: true)
    let cells = try #require(try JSONParser.parse(notebook)["cells"]?.array)
    let types = cells.map { $0["metadata"]?["slideshow"]?["slide_type"]?.string ?? "none" }
    // The seed; heading and text; commands; exercises with the first solution; where they are answered; the second
    // solution, its commands; the end.
    #expect(types == ["skip", "slide", "fragment", "subslide", "skip", "skip", "skip", "subslide"], "\(types)")
    let twice = try sessionFile("# A\n\na\n\n## B\nb\n\n~~~text\n# c\n~~~\n")
    #expect(NotebookCell.cells(of: twice).cells.count == 1)
    let split = NotebookCell.cells(of: twice, splitsHeadings: true).cells.map(\.source)
    #expect(split == ["# A\n\na", "## B\nb\n\n~~~text\n# c\n~~~"])
    let back = NotebookExport.text(of: twice, in: Interpreter(), hasSlides: true)
    #expect(try NotebookImport.sessionFile(of: Array(back.utf8), path: "n") == twice.text)
  }

  @Test func idsFollowNamesAndTexts() throws {
    let (cells, _) = try cells("'''croute name=\"é b_c\"\n'''\n\n'''croute\necho a\n'''\n\n'''croute\necho a\n'''\n")
    var ids = NotebookCellIDs()
    #expect(ids.id(named: "seed") == "seed" && ids.id(named: "seed") == "seed-2")
    #expect(ids.id(of: cells[0]) == "--b_c")
    // FNV-1a of "echo a", computed in Python.
    #expect(ids.id(of: cells[1]) == "bc16c3245f1664b7" && ids.id(of: cells[2]) == "bc16c3245f1664b7-2")
    let long = try self.cells("'''croute name=\"\(String(repeating: "n", count: 90))\"\n'''\n").cells[0]
    #expect(ids.id(of: long).count == 56 && ids.id(of: long).count == 58)
  }
}
