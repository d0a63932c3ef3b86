import CommandLanguage
import Input
import SessionFiles
import TestSupport
import Testing

@Suite struct ParametersTests {
  private static let text = """
    ---
    croute: {seed: 3}
    ---
    '''croute tags=["parameters"] name="given"
    # what a reader may change
    let a 1
    let b $a
    '''
    '''croute
    echo $a $b
    '''
    '''output
    1 1
    '''
    """

  private func parameters(_ assignments: String...) -> Parameters {
    var parameters = Parameters()
    for assignment in assignments where !parameters.take(assignment) { Issue.record("\(assignment) is refused") }
    return parameters
  }

  /// What the cells of a file print.
  private func replayed(_ text: String, _ parameters: Parameters) throws -> [String] {
    let folder = try TemporaryFolder()
    let replay = try SessionReplay(path: folder.write(sessionText(text), to: "f.md"), parameters: parameters)
    var texts: [String] = []
    replay.run { _, result in
      texts.append(result.text)
      return true
    }
    return texts
  }

  @Test func assignments() {
    let found = parameters("a=1", "_b2=x=y z", "a=", "c='")
    #expect(found.values.map(\.name) == ["_b2", "a", "c"] && found.values.map(\.text) == ["x=y z", "", "'"])
    #expect(found.code == "let _b2 'x=y z'\nlet a ''\nlet c \"'\"")
    for text in ["a", "", "=1", "1a=2", "a-b=1", "é=1", " a=1"] {
      var none = Parameters()
      #expect(!none.take(text) && none == Parameters(), "\(text)")
    }
  }

  /// The cell is executed as it stands, then the given values win, as in papermill: b was made of a's old value.
  @Test func givenValuesWin() throws {
    #expect(try replayed(Self.text, Parameters()) == ["", "1 1\n"])
    #expect(try replayed(Self.text, parameters("a=2")) == ["", "2 1\n"])
    #expect(try replayed(Self.text, parameters("b=it's $a \\ \"x\"", "a=2 3")) == ["", "2 3 it's $a \\ \"x\"\n"])
    // A later cell of the same kind, or what papermill left behind, is overridden like the first.
    for tag in ["parameters", "injected-parameters"] {
      let later = Self.text + "\n'''croute tags=[\"\(tag)\"]\nlet a 7\n'''\n'''croute\necho $a\n'''\n"
      #expect(try replayed(later, Parameters()).last == "7\n" && replayed(later, parameters("a=2")).last == "2\n")
    }
  }

  @Test func checksAndExportsTakeThem() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(sessionText(Self.text), to: "f.md")
    var check = SessionCheck()
    check.parameters = parameters("a=1")
    #expect(check.verdict(on: path).exitCode == 0)
    check.parameters = parameters("a=2")
    #expect(check.verdict(on: path).text.hasSuffix("@@ -13 +13 @@\n-1 1\n+2 1\n"))
    let notebook = try NotebookExport.notebook(of: path, parameters: parameters("a=2"))
    let cells = try #require(try JSONParser.parse(notebook)["cells"]?.array)
    #expect(cells.map { $0["id"]?.string } == ["seed", "given", "injected-parameters", cells[3]["id"]?.string])
    #expect(cells[2]["source"] == ["let a 2"] && cells[2]["metadata"]?["tags"] == ["injected-parameters"])
    #expect(cells.map { $0["execution_count"] } == [1, 2, 3, 4])
    #expect(cells[3]["outputs"]?.array?.first?["text"] == ["2 1\n"])
    // The file comes back without them.
    #expect(try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n") == sessionText(Self.text))
  }

  @Test func theFileNamesItsParameters() throws {
    #expect(try sessionFile(Self.text).parameterNames() == ["a", "b"])
    let error = #expect(throws: Diagnostic.self) { try replayed(Self.text, parameters("budgt=2")) }
    #expect(
      error?.message == "unknown parameter 'budgt'" && error?.suggestion == "available: a, b" && error?.exitCode == 2)
    let none = #expect(throws: Diagnostic.self) { try replayed("'''croute\nlet a 1\n'''\n", parameters("a=2")) }
    #expect(none?.message == "unknown parameter 'a': none available")
  }

  @Test(arguments: [("load sim:cascade", 4), ("let a", 4), ("let 1a 2", 4), ("let", 4), ("let a 1\nlet", 5)])
  func otherCommandsAreNoParameters(_ code: String, _ line: Int) throws {
    let text = "a\n\n'''croute tags=[\"parameters\"]\n\(code)\n'''\n"
    let error = #expect(throws: Diagnostic.self) { try replayed(text, Parameters()) }
    let last = code.split(separator: "\n").last ?? ""
    #expect(error?.message == "found '\(last)' in a cell of parameters, expected let NAME VALUE")
    #expect(error?.location == SourceLocation(line: line, column: 1) && error?.exitCode == 2)
  }
}
