import CommandLanguage
import Display
import Foundation
import Input
import SessionFiles
import Testing
import Workbench

@Suite struct NotebookImportTests {
  private func imported(_ notebook: String) throws -> String {
    try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n.ipynb")
  }

  @Test func exportedFilesComeBackByteForByte() throws {
    var (cells, refused) = (0, 0)
    for seed in 0..<1000 as Range<UInt64> {
      let text = GeneratedSessionFile(seed: seed).text
      let file: SessionFile
      do { file = try SessionFile(text) } catch {
        // A line that begins a list item ends the block before it, which then has no end of its own.
        #expect(Diagnostic(error, in: Source(text)).message.contains("an unclosed block"))
        refused += 1
        continue
      }
      cells += file.cells.count
      #expect(file.text.utf8.elementsEqual(text.utf8))
      let back = try imported(NotebookExport.text(of: file))
      #expect(back.utf8.elementsEqual(text.utf8), "seed \(seed)")
    }
    #expect(cells > 1000)
    #expect(refused < 10)
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
  ])
  func whatIsNoNotebook(_ text: String, _ says: String) {
    let error = #expect(throws: Diagnostic.self) { try imported(text) }
    #expect(error?.text.contains(says) == true && error?.exitCode == 2, "\(error?.text ?? "")")
  }

  private func cells(_ cells: String...) -> String {
    #"{"nbformat": 4, "metadata": {"kernelspec": {"name": "croute"}}, "cells": ["# + cells.joined(separator: ",") + "]}"
  }

  private func text(_ source: String) -> String {
    #"{"cell_type": "markdown", "metadata": {}, "source": "\#(source.replacing("\n", with: "\\n"))"}"#
  }

  private let code = #"{"cell_type": "code", "metadata": {}, "outputs": [], "source": "echo 1"}"#

  /// What a text cell shows is not executed, and what it leaves open does not take in the cells behind it.
  @Test(arguments: [
    ("text\n```croute\necho hidden\n```\nmore", "text\n```text\necho hidden\n```\nmore\n"),
    ("```output\nx\n```", "```text\nx\n```\n"), ("~~~croute\necho a\n~~~", "~~~text\necho a\n~~~\n"),
    ("- ```croute\n  a\n  ```", "- ```text\n  a\n  ```\n"), ("> ```croute\n> a\n> ```", "> ```text\n> a\n> ```\n"),
    ("```croute x\na", "```text\na\n```\n"), ("````sh\na", "````sh\na\n````\n"), ("<!-- a", "<!-- a\n-->\n"),
    ("---\ncroute: {}", "---\ncroute: {}\n"), ("1. a", "1. a\n"),
  ])
  func textCellsStayText(_ source: String, _ expected: String) throws {
    let found = try NotebookImport(Array(cells(code, text(source), code).utf8), path: "n.ipynb")
    let block = "```croute\necho 1\n```\n"
    #expect(found.text == SessionHeader(seed: 0).text + block + "\n" + expected + "\n" + block)
    #expect(found.notes.isEmpty == (source + "\n" == expected))
  }

  @Test func lineEndsOfOtherSystems() throws {
    let crlf = #"{"cell_type": "code", "metadata": {}, "outputs": [], "source": "echo 1\r\necho 2\r\n"}"#
    let found = try NotebookImport(
      Array(cells(crlf, #"{"cell_type": "markdown", "metadata": {}, "source": "a\r\nb"}"#).utf8), path: "n")
    #expect(found.text == SessionHeader(seed: 0).text + "```croute\necho 1\necho 2\n\n```\n\na\nb\n")
    #expect(found.notes == ["line ends are LF now"])
  }

  /// What a session file cannot hold is named.
  @Test func whatIsLeftOutIsSaid() throws {
    let notebook = #"""
      {"nbformat": 4, "metadata": {"kernelspec": {"name": "python3"}, "title": "T"}, "cells": [
        {"cell_type": "markdown", "metadata": {"slideshow": {}, "tags": ["a"]}, "attachments": {"a.png": {}}, "source": "a"},
        {"cell_type": "raw", "metadata": {}, "source": "b"},
        {"cell_type": "code", "metadata": {"collapsed": true}, "source": "echo 1", "outputs": [
          {"output_type": "stream", "name": "stderr", "text": "x"},
          {"output_type": "display_data", "metadata": {}, "data": {"image/png": "x", "text/plain": "y"}}]}]}
      """#
    #expect(
      try NotebookImport(Array(notebook.utf8), path: "n").notes == [
        "its kernel is 'python3'; its code cells stand as commands of croute", "left out: notebook metadata: title",
        "left out: attachments: a.png", "left out: cell metadata: collapsed, slideshow",
        "left out: metadata of text cells: tags", "as text: 1 raw cell",
        "left out: 1 output on standard error", "left out: pictures: image/png",
      ])
  }

  /// A million blank lines are not made of a dozen bytes.
  @Test func blankLinesInProportion() throws {
    let cell = #"{"cell_type": "code", "metadata": {"croute": {"before": 1000000}}, "source": "echo 1"}"#
    #expect(try imported(cells(cell)).utf8.count < 1_000)
  }
}
