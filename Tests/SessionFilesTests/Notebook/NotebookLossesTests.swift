import CommandLanguage
import Input
import SessionFiles
import Testing

@Suite struct NotebookLossesTests {
  private func cells(_ cells: String...) -> String {
    #"{"nbformat": 4, "metadata": {"kernelspec": {"name": "croute"}}, "cells": ["# + cells.joined(separator: ",") + "]}"
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
        "its kernel is 'python3'; its code cells are taken as croute commands", "left out: notebook metadata: title",
        "left out: attachments: a.png", "left out: cell metadata: collapsed, slideshow",
        "left out: metadata of text cells: tags", "as text: 1 raw cell",
        "left out: 1 output on standard error", "left out: pictures: image/png",
      ])
  }

  /// The tag that an export gives to the text of a solution is made again, so it is not lost.
  @Test(
    arguments: [
      (#", "croute": {}"#, "solution", true), (#", "croute": {}"#, "own", false), ("", "solution", false),
    ])
  func tagsOfSolutions(_ own: String, _ tag: String, _ isKept: Bool) throws {
    let notebook = #"""
      {"nbformat": 4, "metadata": {"kernelspec": {"name": "croute"}\#(own)}, "cells": [
        {"cell_type": "markdown", "metadata": {"tags": ["\#(tag)"]}, "source": "a"}]}
      """#
    #expect(
      try NotebookImport(Array(notebook.utf8), path: "n").notes
        == (isKept ? [] : ["left out: metadata of text cells: tags"]))
  }

  @Test func lineEndsOfOtherSystems() throws {
    let crlf = #"{"cell_type": "code", "metadata": {}, "outputs": [], "source": "echo 1\r\necho 2\r\n"}"#
    let found = try NotebookImport(
      Array(cells(crlf, #"{"cell_type": "markdown", "metadata": {}, "source": "a\r\nb"}"#).utf8), path: "n")
    #expect(found.text == SessionHeader(seed: 0).text + "```croute\necho 1\necho 2\n\n```\n\na\nb\n")
    #expect(found.notes == ["line ends are LF now"])
  }

  /// What a block cannot say of a cell is left out and named, and the cell stays.
  @Test func namesAndTagsThatAreNone() throws {
    let found = try NotebookImport(
      Array(
        cells(
          #"{"cell_type": "code", "metadata": {"tags": "one, two"}, "outputs": [], "source": "echo 1"}"#,
          #"{"cell_type": "code", "metadata": {"tags": ["a", "a", "b,c"], "name": "n\nm"}, "outputs": [], "source": "echo 2"}"#,
          #"{"cell_type": "code", "metadata": {"croute": {"fnce": "x", "before": 1000000}}, "outputs": [], "source": "echo 3"}"#
        ).utf8), path: "n")
    #expect(
      found.text == SessionHeader(seed: 0).text
        + "```croute\necho 1\n```\n\n```croute tags=[\"a\"]\necho 2\n```\n\n```croute\necho 3\n```\n")
    #expect(
      found.notes == [
        "left out: cell names: n m", "left out: tags: a, b,c, one, two",
        "left out: croute metadata of cells: before, fnce",
      ])
  }
}
