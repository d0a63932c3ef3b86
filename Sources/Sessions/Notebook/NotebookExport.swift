import Mathematics
import Traces

/// Makes a Jupyter notebook (nbformat 4.5) of a session file, with the outputs that its cells really have.
package enum NotebookExport {
  /// The notebook of the session file at `path`, its cells executed as `check` does; files are written in memory only.
  ///
  /// - Throws: what keeps the file from being read or executed.
  package static func notebook(
    of path: String, mayWriteAnywhere: Bool = false, cancellation: CancellationFlag = CancellationFlag()
  ) throws(Diagnostic) -> String {
    let replay = try SessionReplay(path: path)
    let missing = try replay.missingRequirements()
    if let first = missing.first {
      throw Diagnostic(SessionError.file(path: first, reason: "is required and not there"), in: Source("", name: path))
    }
    var results: [Int: CellResult] = [:]
    var failure: Diagnostic?
    var access = WriteAccess()
    access.held = HeldFiles()
    replay.run(access: access, isConfined: !mayWriteAnywhere, cancellation: cancellation) { cell, result in
      results[cell.line] = result
      if let error = result.error, !error.isExpected(by: cell) { failure = error.diagnostic }
      return failure == nil
    }
    if let failure { throw failure }
    return text(of: replay.file, results: results)
  }

  /// The notebook of a session file.
  ///
  /// - Parameter results: what came of the cells, by the line of the file at which a cell opens.
  package static func text(of file: SessionFile, results: [Int: CellResult] = [:]) -> String {
    var ids = NotebookCellIDs()
    var executionCount = 0
    let (file, isWhole) = file.endingInNewline
    let (cells, blankLinesAfter) = NotebookCell.cells(of: file)
    let json = cells.map { cell -> JSONValue in
      var members: [JSONValue.Member] = [
        .init("id", .string(ids.id(of: cell))), .init("metadata", cell.metadata),
        .init("source", NotebookJSON.lines(cell.source)),
      ]
      guard case .commands(let commands) = cell.content else {
        return .object(members + [.init("cell_type", "markdown")])
      }
      var outputs: [CellOutput] = []
      let result = results[commands.line]
      if let result {
        executionCount += 1
        outputs = CellOutput.outputs(of: result.bundles, error: result.error?.diagnostic)
      }
      members += [
        .init("cell_type", "code"), .init("execution_count", result == nil ? .null : .integer(executionCount)),
        .init("outputs", .array(outputs.map { $0.json(executionCount: executionCount) })),
      ]
      return .object(members)
    }
    var croute: [JSONValue.Member] = [.init("header", NotebookJSON.lines(file.header.text))]
    if blankLinesAfter > 0 { croute.append(.init("after", .integer(blankLinesAfter))) }
    if !isWhole { croute.append(.init("newline", false)) }
    return NotebookJSON.text([
      "cells": .array(json),
      "metadata": [
        "croute": .object(croute),
        "kernelspec": ["display_name": "croute", "language": "croute", "name": "croute"],
        "language_info": ["name": "croute"],
      ],
      "nbformat": 4, "nbformat_minor": 5,
    ])
  }
}

extension SessionFile {
  /// The file with a line end at its end, and whether it had one.
  fileprivate var endingInNewline: (file: SessionFile, isWhole: Bool) {
    let text = text
    if text.hasSuffix("\n") { return (self, true) }
    return ((try? SessionFile(text + "\n")) ?? self, false)
  }
}
