import CommandLanguage
import Display
import Input
import Mathematics

/// Converts a session file to a Jupyter notebook (nbformat 4.5) with actual outputs.
package enum NotebookExport {
  /// For whom a notebook is made.
  package struct Form: Sendable, Equatable {
    /// Whether it holds no solutions.
    package var isForStudents = false
    /// Whether its cells say what they are in a presentation.
    package var hasSlides = false

    package init(isForStudents: Bool = false, hasSlides: Bool = false) {
      self.isForStudents = isForStudents
      self.hasSlides = hasSlides
    }
  }

  /// The notebook of the session file at `path`, its cells executed as `check` does; files are written in memory only.
  ///
  /// - Parameters:
  ///   - path: the session file.
  ///   - trust: what its commands may do beyond what a stranger's may.
  ///   - parameters: the values that are set after cells of parameters.
  ///   - form: for whom it is made.
  ///   - cancellation: set by Ctrl-C.
  ///   - makeLanguage: sets up a fresh session.
  /// - Throws: if the file cannot be read or executed.
  package static func notebook(
    of path: String, trust: Trust = Trust(), parameters: Parameters = Parameters(), form: Form = Form(),
    cancellation: CancellationFlag = CancellationFlag(), makeLanguage: @escaping () -> any SessionFileLanguage
  ) throws(Diagnostic) -> String {
    var replay = try SessionReplay(path: path, parameters: parameters, makeLanguage: makeLanguage)
    var parameters = parameters
    try replay.checkProse()
    if form.isForStudents {
      replay.file = try replay.studentCopy()
      // The cells of parameters hold the values now.
      parameters = Parameters()
    }
    let missing = try replay.missingRequirements(trust)
    if let first = missing.first {
      throw Diagnostic(CommandError.file(path: first, reason: "is required but missing"), in: Source("", name: path))
    }
    var results: [Int: CellResult] = [:]
    var failure: Diagnostic?
    var access = FileAccess()
    access.held = PendingFiles()
    replay.run(access: access, trust: trust, cancellation: cancellation) { cell, result in
      results[cell.line] = result
      if let error = result.error, !error.isExpected(by: cell) { failure = error.diagnostic }
      return failure == nil
    }
    if let failure { throw failure }
    return text(
      of: replay.file, in: makeLanguage(), results: results, parameters: parameters, hasSlides: form.hasSlides,
      name: LessonShelf.name(of: path))
  }

  /// The notebook of a session file.
  ///
  /// - Parameters:
  ///   - language: the language of the file.
  ///   - results: the results of the cells, by the line of the file at which a cell opens.
  ///   - parameters: the values that were set after cells of parameters.
  ///   - hasSlides: whether the cells say what they are in a presentation.
  ///   - fileName: the name of the file without its ending, by which a kernel finds its exercises.
  package static func text(
    of file: SessionFile, in language: any SessionFileLanguage, results: [Int: CellResult] = [:],
    parameters: Parameters = Parameters(), hasSlides: Bool = false, name fileName: String = ""
  ) -> String {
    let name = language.name
    var ids = NotebookCellIDs()
    var json: [JSONValue] = []
    var executionCount = 0
    // A kernel sees neither the header nor the command line; `import` drops these cells.
    func generate(_ code: String, id: String, tags: [String] = []) {
      if !results.isEmpty { executionCount += 1 }
      var metadata: [JSONValue.Member] = [.init(name, ["generated": true])]
      if hasSlides { metadata.append(.init("slideshow", ["slide_type": "skip"])) }
      json.append([
        "cell_type": "code", "execution_count": results.isEmpty ? .null : .integer(executionCount),
        "id": .string(ids.id(named: id)), "outputs": [], "source": NotebookJSON.lines(code),
        "metadata": .object(tags.isEmpty ? metadata : metadata + [.init("tags", .array(tags.map { .string($0) }))]),
      ])
    }
    if let seeding = (parameters.seed ?? file.header.seed).flatMap(language.seeding) { generate(seeding, id: "seed") }
    let hasAnswers = (try? file.exercises())?.contains { $0.expected != .open } ?? false
    if hasAnswers, !fileName.isEmpty, let exercising = language.exercising(fileName) {
      generate(exercising, id: "exercises")
    }
    let (file, isWhole) = file.endingInNewline(language: name)
    let (cells, blankLinesAfter) = NotebookCell.cells(of: file, splitsHeadings: hasSlides)
    for cell in cells {
      var metadata = cell.metadata(language: name).object ?? []
      if hasSlides { metadata.append(.init("slideshow", ["slide_type": .string(cell.slideType)])) }
      var members: [JSONValue.Member] = [
        .init("id", .string(ids.id(of: cell))), .init("metadata", .object(metadata)),
        .init("source", NotebookJSON.lines(cell.source)),
      ]
      guard case .commands(let commands) = cell.content else {
        json.append(.object(members + [.init("cell_type", "markdown")]))
        // A notebook shows what an exercise asks and not its name.
        if !cell.exerciseNames.isEmpty { generate(AnswerCell.code(for: cell.exerciseNames), id: "answers") }
        continue
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
      json.append(.object(members))
      if commands.holdsParameters, !parameters.values.isEmpty {
        generate(parameters.code(in: language), id: Parameters.injectedTag, tags: [Parameters.injectedTag])
      }
    }
    var own: [JSONValue.Member] = [.init("header", NotebookJSON.lines(file.header.text))]
    if blankLinesAfter > 0 { own.append(.init("after", NotebookJSON.blankLines(blankLinesAfter))) }
    if !isWhole { own.append(.init("newline", false)) }
    return NotebookJSON.text([
      "cells": .array(json),
      "metadata": .object([
        .init(name, .object(own)),
        .init("kernelspec", ["display_name": .string(name), "language": .string(name), "name": .string(name)]),
        .init("language_info", ["name": .string(name)]),
      ]),
      "nbformat": 4, "nbformat_minor": 5,
    ])
  }
}

extension SessionFile {
  /// The file with a final newline, and whether it had one.
  fileprivate func endingInNewline(language: String) -> (file: SessionFile, isWhole: Bool) {
    let text = text
    if text.hasSuffix("\n") { return (self, true) }
    return ((try? SessionFile(text + "\n", language: language)) ?? self, false)
  }
}
