import CommandLanguage
import Input
import SessionFiles
import Testing

@Suite struct ShownProseTests {
  private func cells(_ cells: String...) -> String {
    #"{"nbformat": 4, "metadata": {"kernelspec": {"name": "croute"}}, "cells": ["# + cells.joined(separator: ",") + "]}"
  }

  private func text(_ source: String) -> String {
    #"{"cell_type": "markdown", "metadata": {}, "source": "\#(source.replacing("\n", with: "\\n").replacing("\t", with: "\\t"))"}"#
  }

  private let code = #"{"cell_type": "code", "metadata": {}, "outputs": [], "source": "echo 1"}"#

  /// What a text cell shows is not executed, and what it leaves open does not take in the cells behind it.
  @Test(arguments: [
    ("text\n```croute\necho hidden\n```\nmore", "text\n```text\necho hidden\n```\nmore\n"),
    ("```output\nx\n```", "```text\nx\n```\n"), ("~~~croute\necho a\n~~~", "~~~text\necho a\n~~~\n"),
    ("- ```croute\n  a\n  ```", "- ```text\n  a\n  ```\n"), ("> ```croute\n> a\n> ```", "> ```text\n> a\n> ```\n"),
    ("```croute x\na", "```text\na\n```\n"), ("````sh\na", "````sh\na\n````\n"), ("<!-- a", "<!-- a\n-->\n"),
    ("---\ncroute: {}", "---\ncroute: {}\n"), ("1. a", "1. a\n"), ("```croute\na", "```text\na\n```\n"),
    ("<pre>\na", "<pre>\na\n</pre>\n"), ("a\n<script>\n<!-- b", "a\n<script>\n<!-- b\n</script>\n"),
    ("```Output\nx\n```", "```text\nx\n```\n"), ("~~~Croute\nx\n~~~", "~~~Croute\nx\n~~~\n"),
    ("> - ```croute\n>   a\n>   ```", "> - ```text\n>   a\n>   ```\n"),
    ("-\t```croute\n\ta\n\t```", "-\t```text\n\ta\n\t```\n"),
    ("<div>", "<div>\n"), ("<div>\n```croute\na\n```", "<div>\n```text\na\n```\n"),
  ])
  func textCellsStayText(_ source: String, _ expected: String) throws {
    let found = try NotebookImport(Array(cells(code, text(source), code).utf8), path: "n.ipynb")
    let block = "```croute\necho 1\n```\n"
    #expect(found.text == SessionHeader(seed: 0).text + block + "\n" + expected + "\n" + block)
    #expect(found.notes.isEmpty == (source + "\n" == expected))
  }
}
