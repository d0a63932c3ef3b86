import CommandLanguage
import Display
import Foundation
import Input
import SessionFiles
import TestSupport
import Testing

@Suite struct NotebookExportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func notebook(_ text: String) throws -> JSONValue {
    let path = try folder.write(sessionText(text), to: "f.md")
    return try JSONParser.parse(NotebookExport.notebook(of: path))
  }

  /// A notebook of nbformat 4.5, written down by hand from its specification.
  @Test func aSmallFile() throws {
    let found = try notebook(
      "---\ncroute: {seed: 7}\n---\n# A\n'''croute name=\"x\"\nset seed\n'''\n'''output\nwrong\n'''\n")
    let expected: JSONValue = [
      "cells": [
        [
          "cell_type": "code", "execution_count": 1, "id": "seed", "metadata": ["croute": ["generated": true]],
          "outputs": [],
          "source": ["set seed 7"],
        ],
        ["cell_type": "markdown", "id": "cc5aae17d39b6255", "metadata": [:], "source": ["# A"]],
        [
          "cell_type": "code", "execution_count": 2, "id": "x",
          "metadata": [
            "croute": ["before": 0, "fence": "```croute name=\"x\"", "output": ["```output\n", "wrong\n", "```\n"]],
            "name": "x",
          ],
          "outputs": [["name": "stdout", "output_type": "stream", "text": ["seed is 7\n"]]], "source": ["set seed"],
        ],
      ],
      "metadata": [
        "croute": ["header": ["---\n", "croute: {seed: 7}\n", "---\n"]],
        "kernelspec": ["display_name": "croute", "language": "croute", "name": "croute"],
        "language_info": ["name": "croute"],
      ],
      "nbformat": 4, "nbformat_minor": 5,
    ]
    #expect(NotebookJSON.text(found) == NotebookJSON.text(expected))
  }

  @Test func outputsTablesFiguresAndErrors() throws {
    let cells = try #require(
      try notebook(
        """
        '''croute
        load sim:cascade --queries 50
        describe
        plot histogram cost --out x.svg
        plot histogram cost
        '''
        '''croute tags=["raises-exception"]
        use nobody
        '''
        '''croute run=false
        nonsense
        '''
        """)["cells"]?.array)
    let types = cells.map { cell in cell["outputs"]?.array?.map { $0["output_type"]?.string ?? "" } }
    #expect(types == [["stream", "execute_result", "stream", "display_data"], ["error"], []])
    #expect(cells.map { $0["execution_count"] } == [1, 2, .null])
    #expect(cells[2]["metadata"]?["tags"] == ["skip-execution"])
    // Figures are drawn in memory.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["f.md"])
  }

  @Test func errorsThatAreNotExpected() throws {
    let error = #expect(throws: Diagnostic.self) { try notebook("'''croute\nnonsense\n'''\n") }
    #expect(error?.text.hasPrefix("\(folder.path)/f.md:2:1: error: unknown command 'nonsense'") == true)
    let missing = #expect(throws: Diagnostic.self) {
      try notebook("---\ncroute: {requires: {a.csv: \(String(repeating: "0", count: 64))}}\n---\n")
    }
    #expect(missing?.message == "a.csv: is required but missing")
    let malformed = #expect(throws: Diagnostic.self) { try notebook("'''croute\n") }
    #expect(malformed?.exitCode == 2)
  }
}
