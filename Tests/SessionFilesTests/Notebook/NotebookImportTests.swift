import CommandLanguage
import Display
import Foundation
import Input
import SessionFiles
import Testing

@Suite struct NotebookImportTests {
  private func imported(_ notebook: String) throws -> String {
    try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n.ipynb")
  }

  @Test func exportedFilesComeBackByteForByte() throws {
    var cells = 0
    for seed in 0..<1000 as Range<UInt64> {
      let text = GeneratedSessionFile(seed: seed).text
      let file = try SessionFile(text)
      cells += file.cells.count
      #expect(file.text.utf8.elementsEqual(text.utf8))
      let back = try imported(NotebookExport.text(of: file))
      #expect(back.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
    #expect(cells > 1000)
  }

  @Test(arguments: [
    "", "\n", "\n\n", "a", "---\n---", "---\n---\n\n", "```croute\n```", "```croute\n\n```\n",
    "```croute\n```foo\n```\n",
  ])
  func smallFiles(_ text: String) throws {
    #expect(try imported(NotebookExport.text(of: SessionFile(text))).utf8.elementsEqual(text.utf8))
  }

  @Test func tutorials() throws {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../tutorials").standardized.path
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }
    #expect(!names.isEmpty)
    for name in names {
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      #expect(try imported(NotebookExport.text(of: SessionFile(text))).utf8.elementsEqual(text.utf8), "\(name)")
    }
  }

  /// A notebook made in Jupyter.
  private static let foreign = #"""
    {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
      {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# T\n\ntext"},
      {"cell_type": "code", "id": "b", "metadata": {"name": "n", "tags": ["x", "y"]}, "execution_count": 1,
       "source": ["echo a\n", "set"], "outputs": [
         {"output_type": "stream", "name": "stdout", "text": ["a \n"]},
         {"output_type": "stream", "name": "stderr", "text": "time: 1 s\n"},
         {"output_type": "execute_result", "execution_count": 1, "metadata": {},
          "data": {"text/html": "<table/>", "text/plain": ["setting\n", "```"]}}]},
      {"cell_type": "code", "id": "c", "metadata": {"tags": ["raises-exception"]}, "execution_count": 2, "source": "set sed 7",
       "outputs": [{"output_type": "error", "ename": "CommandError", "evalue": "unknown setting 'sed'",
         "traceback": ["error: unknown setting 'sed'", "  set sed 7", "      ^~~", "did you mean 'seed'?"]}]},
      {"cell_type": "raw", "id": "d", "metadata": {}, "source": "raw"},
      {"cell_type": "code", "id": "e", "metadata": {}, "execution_count": null, "source": "", "outputs": []}]}
    """#

  @Test func notebooksMadeInJupyter() throws {
    let expected =
      SessionHeader(seed: 0).text
      + sessionText(
        """
        # T

        text

        '''croute name="n" tags=["x","y"]
        echo a
        set
        '''
        ''''output
        a
        setting
        '''
        ''''

        '''croute tags=["raises-exception"]
        set sed 7
        '''
        '''output
        error: unknown setting 'sed'
        did you mean 'seed'?
        '''

        raw

        '''croute

        '''

        """)
    #expect(try imported(Self.foreign) == expected)
  }

  /// What changed in Jupyter changes in the file, and nothing else.
  @Test func editedCells() throws {
    let text = sessionText("---\nx: y\n---\n\n\nA\n'''croute  name=\"x\"\necho a\n''''\n\n'''output\na\n'''\n\n\n\nB\n")
    let notebook = NotebookExport.text(of: try SessionFile(text))
    #expect(try imported(notebook.replacing("echo a", with: "echo b")) == text.replacing("echo a", with: "echo b"))
    // A fence grows where it has to.
    let fenced = try imported(notebook.replacing("\"echo a\"", with: #""echo a\n", "```\n", "echo c""#))
    #expect(
      fenced
        == text.replacing(
          "```croute  name=\"x\"\necho a\n````", with: "````croute  name=\"x\"\necho a\n```\necho c\n````"))
  }

  @Test(arguments: [
    ("{", "error: n.ipynb:1:2: found the end of the file, expected "),
    ("[]", "error: n.ipynb: is not a Jupyter notebook of format 4"),
    (#"{"nbformat": 3, "cells": []}"#, "error: n.ipynb: is not a Jupyter notebook of format 4"),
    (#"{"nbformat": 4, "cells": [{"cell_type": "code"}]}"#, "error: n.ipynb: has a cell without a source"),
    (
      #"{"nbformat": 4, "metadata": {"croute": {"header": "---\ncroute: {seed: x}\n---\n"}}, "cells": []}"#,
      "session file:2:16: error: seed is 'x'"
    ),
    (
      #"{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "a"}, {"cell_type": "code", "source": "echo \u0000"}]}"#,
      "error: n.ipynb: cell 2 holds a zero byte"
    ),
    (
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "echo 1", "outputs": [{"text": "\u0000"}]}]}"#,
      "error: n.ipynb: cell 1 holds a zero byte"
    ),
    (
      #"{"nbformat": 4, "cells": [{"cell_type": "code", "source": "a"}, {"cell_type": "code", "source": "b", "metadata": {"croute": {"fence": "```croute nam=1"}}}]}"#,
      "error: n.ipynb: cell 2: unknown attribute 'nam'"
    ),
  ])
  func whatIsNoNotebook(_ text: String, _ says: String) {
    let error = #expect(throws: Diagnostic.self) { try imported(text) }
    #expect(error?.text.contains(says) == true && error?.exitCode == 2, "\(error?.text ?? "")")
  }

  private func cells(_ cells: String...) -> String {
    #"{"nbformat": 4, "metadata": {"kernelspec": {"name": "croute"}}, "cells": ["# + cells.joined(separator: ",") + "]}"
  }

  /// A million blank lines are not made of a dozen bytes.
  @Test func blankLinesInProportion() throws {
    let cell = #"{"cell_type": "code", "metadata": {"croute": {"before": 1000000}}, "source": "echo 1"}"#
    #expect(try imported(cells(cell)).utf8.count < 1_000)
    // A file that has so many is given back.
    for count in [1_000, 1_001, 5_000] {
      let blank = String(repeating: "\n", count: count)
      for text in [blank, "a\n" + blank, blank + "a\n"] {
        #expect(try imported(NotebookExport.text(of: SessionFile(text))) == text)
      }
    }
  }
}
