import CommandLanguage
import Input

/// Makes a session file of a Jupyter notebook; of an exported one the very file that it was made of.
package struct NotebookImport {
  /// The session file.
  package private(set) var text: String
  /// What the session file has otherwise than the notebook, or not at all.
  package private(set) var notes: [String] = []

  /// The session file that a notebook stands for.
  ///
  /// - Parameters:
  ///   - path: the name of the notebook in errors.
  ///   - language: the name of the language, which fences, header and metadata bear.
  /// - Throws: if it cannot be read or converted.
  package static func sessionFile(of notebook: [UInt8], path: String, language: String) throws(Diagnostic) -> String {
    try NotebookImport(notebook, path: path, language: language).text
  }

  /// Reads a notebook.
  ///
  /// - Parameters: as of `sessionFile`.
  /// - Throws: what keeps it from being read, or from being a session file.
  package init(_ notebook: [UInt8], path: String, language: String) throws(Diagnostic) {
    do {
      let json = try JSONParser.parse(bytes: notebook, path: path)
      let cells = try Self.cells(of: json, path: path)
      let notebookOwn = json["metadata"]?[language]
      let numbered = cells.enumerated().map { (number: $0 + 1, cell: $1) }.filter {
        $0.cell["metadata"]?[language]?["generated"] != true || AnswerCell.isFilledIn($0.cell)
      }
      let own = numbered.map(\.cell)
      var codes: [String] = []
      for (number, cell) in numbered where cell["cell_type"] == "code" {
        codes.append(try Self.source(of: cell, number, path: path))
      }
      /// The line at which each cell begins.
      var starts: [Int] = []
      func text(isShown: Bool) throws(CommandError) -> String {
        var text = Self.lines(notebookOwn?["header"]) ?? SessionHeader(seed: 0, language: language).text
        starts = []
        var lineCount = text.utf8.count { $0 == 0x0A }
        for (index, (number, cell)) in numbered.enumerated() {
          let blankLines =
            NotebookJSON.blankLines(in: cell["metadata"]?[language]?["before"])
            ?? NotebookCell.usualBlankLines(isFirst: index == 0)
          text += String(repeating: "\n", count: blankLines)
          let block = try Self.block(of: cell, number, path: path, isShown: isShown, language: language)
          text += block
          starts.append(lineCount + blankLines + 1)
          lineCount += blankLines + block.utf8.count { $0 == 0x0A }
        }
        text += String(repeating: "\n", count: NotebookJSON.blankLines(in: notebookOwn?["after"]) ?? 0)
        if notebookOwn?["newline"] == false, text.hasSuffix("\n") { text.removeLast() }
        return text
      }
      /// Whether a session file has the notebook's cells and no others.
      func isFaithful(_ text: String) -> Bool {
        (try? SessionFile(text, language: language))?.cells.map { String($0.code.dropLast()) } == codes
      }
      self.text = try text(isShown: false)
      // A block of output that a text cell begins with would be that of the cell before it.
      let looksLikeOutput = own.contains { cell in
        let lines = cell["cell_type"] == "code" ? nil : Self.uncovered(cell).split(separator: "\n")
        return lines?.first { !$0.trimmed.isEmpty }.flatMap { Fence($0) }?.information == "output"
      }
      let isShown = looksLikeOutput || !isFaithful(self.text)
      if isShown { self.text = try text(isShown: true) }
      do { _ = try SessionFile(self.text, language: language) } catch {
        let diagnostic = Diagnostic(error, in: Source(self.text, name: "session file"))
        guard let line = error.location?.line, let index = starts.lastIndex(where: { $0 <= line }) else {
          throw diagnostic
        }
        throw CommandError.file(path: path, reason: "cell \(numbered[index].number): \(diagnostic.message)")
      }
      if !isFaithful(self.text) {
        let text = numbered.first { _, cell in
          cell["cell_type"] != "code" && !ShownProse(Self.uncovered(cell), language: language).isInert
        }
        throw CommandError.file(
          path: path,
          reason: text.map { "cell \($0.number) would run into the next in a session file" }
            ?? "has cells that would run into one another in a session file")
      }
      notes = NotebookLosses(json, own, isShown: isShown, language: language).notes
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      var diagnostic = Diagnostic(error, in: Source(""))
      diagnostic.exitCode = 2
      throw diagnostic
    }
  }

  /// A text of several lines, their ends made LF.
  private static func lines(_ value: JSONValue?) -> String? {
    guard let text = NotebookJSON.joined(value) else { return nil }
    return text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n").replacing("\r", with: "\n") : text
  }

  /// The source of a cell without what covers it while it is closed.
  private static func uncovered(_ cell: JSONValue) -> String {
    SolutionPieces.uncovered(lines(cell["source"]) ?? "", of: cell)
  }

  /// The cells of a notebook.
  ///
  /// - Throws: where it is none.
  static func cells(of json: JSONValue, path: String) throws(CommandError) -> [JSONValue] {
    guard json["nbformat"] == 4, let cells = json["cells"]?.array else {
      throw .file(path: path, reason: "is not a Jupyter notebook of format 4")
    }
    return cells
  }

  /// What stands in a cell.
  static func source(of cell: JSONValue, _ number: Int, path: String) throws(CommandError) -> String {
    guard lines(cell["source"]) != nil, cell["cell_type"]?.string != nil else {
      throw .file(path: path, reason: "has a cell without a source")
    }
    let source = uncovered(cell)
    if source.utf8.contains(0) { throw .file(path: path, reason: "cell \(number) holds a zero byte") }
    return source
  }

  /// A cell as it stands in the session file, in whole lines.
  ///
  /// - Parameter isShown: whether blocks in prose are marked as shown only.
  private static func block(
    of cell: JSONValue, _ number: Int, path: String, isShown: Bool, language: String
  ) throws(CommandError) -> String {
    let source = try source(of: cell, number, path: path)
    // What opens a solution is shown as a heading; who edited that means what it says.
    if cell["cell_type"] != "code", let prose = lines(cell["metadata"]?[language]?["prose"]),
      SolutionPieces.heading(of: prose) == source
    {
      return prose + "\n"
    }
    if cell["cell_type"] != "code" { return (isShown ? ShownProse(source, language: language).text : source) + "\n" }
    let notebookOwn = cell["metadata"]?[language]
    let isEmpty = source.isEmpty && notebookOwn?["empty"] == true
    let code = isEmpty ? "" : source + "\n"
    let fence = FenceLine(lines(notebookOwn?["fence"]) ?? newFence(of: cell, language: language))
    let marks = fence.marks(around: code)
    let hasOwnFence = marks.count == fence.marks.count
    let closing = (hasOwnFence ? lines(notebookOwn?["close"]) : nil) ?? fence.margin + marks
    let output = lines(notebookOwn?["output"]) ?? (notebookOwn == nil ? newOutput(of: cell) : "")
    if (fence.before + fence.rest + closing + output).utf8.contains(0) {
      throw .file(path: path, reason: "cell \(number) holds a zero byte")
    }
    return fence.before + marks + fence.rest + "\n" + code.indented(by: fence.margin) + closing + "\n" + output
  }

  /// The opening line of a cell created in Jupyter.
  private static func newFence(of cell: JSONValue, language: String) -> String {
    var fence = "```" + language
    if let name = usableName(of: cell) { fence += " name=" + JSONValue.string(name).text }
    let tags = usableTags(of: cell)
    if !tags.isEmpty { fence += " tags=" + JSONValue.strings(tags).text }
    return fence
  }

  /// The name of a cell, where a session file can hold it.
  static func usableName(of cell: JSONValue) -> String? {
    guard let name = cell["metadata"]?["name"]?.string, !name.isEmpty, !name.contains(where: \.isNewline) else {
      return nil
    }
    return name
  }

  /// The tags of a cell that a session file can hold: different words.
  static func usableTags(of cell: JSONValue) -> [String] {
    var seen: Set<String> = []
    return (cell["metadata"]?["tags"]?.array ?? []).compactMap(\.string).filter {
      !$0.isEmpty && !$0.contains(",") && !$0.contains(where: \.isNewline) && seen.insert($0).inserted
    }
  }

  /// The output block of a cell created in Jupyter.
  private static func newOutput(of cell: JSONValue) -> String {
    guard let outputs = cell["outputs"]?.array, !outputs.isEmpty else { return "" }
    var text = ""
    for output in outputs {
      if output["output_type"] == "stream", output["name"] != "stdout" { continue }
      // The kernel shows the line at fault, indented; a replay does not.
      let lines = output["traceback"]?.array?.compactMap(\.string).filter { !$0.hasPrefix("  ") }.joined(
        separator: "\n")
      text += lines ?? Self.lines(output["text"]) ?? Self.lines(output["data"]?["text/plain"]) ?? ""
      if !text.isEmpty && !text.hasSuffix("\n") { text += "\n" }
    }
    text = OutputText(text, folder: nil).escaped
    let marks = Fence.marks(around: text)
    return "\(marks)output\n\(text)\(marks)\n"
  }
}
