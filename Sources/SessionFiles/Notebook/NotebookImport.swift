import CommandLanguage
import Input

/// Converts a Jupyter notebook to a session file; an exported one to its original file.
package enum NotebookImport {
  /// The session file of a notebook.
  ///
  /// - Parameters:
  ///   - path: the name of the notebook in errors.
  ///   - language: the name of the language, which fences, header and metadata bear.
  /// - Throws: if it cannot be read or converted.
  package static func sessionFile(of notebook: [UInt8], path: String, language: String) throws(Diagnostic) -> String {
    do {
      let json = try JSONParser.parse(bytes: notebook, path: path)
      guard json["nbformat"] == 4, let cells = json["cells"]?.array else {
        throw CommandError.file(path: path, reason: "is not a Jupyter notebook of format 4")
      }
      let own = json["metadata"]?[language]
      var text = NotebookJSON.joined(own?["header"]) ?? SessionHeader(seed: 0, language: language).text
      let given = cells.filter { $0["metadata"]?[language]?["generated"] != true }
      for (index, cell) in given.enumerated() {
        let blankLines =
          cell["metadata"]?[language]?["before"].flatMap(count) ?? NotebookCell.usualBlankLines(isFirst: index == 0)
        text += String(repeating: "\n", count: blankLines)
        text += try block(of: cell, path: path, language: language)
      }
      text += String(repeating: "\n", count: own?["after"].flatMap(count) ?? 0)
      if own?["newline"] == false, text.hasSuffix("\n") { text.removeLast() }
      do { _ = try SessionFile(text, language: language) } catch {
        throw Diagnostic(error, in: Source(text, name: "session file"))
      }
      return text
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      var diagnostic = Diagnostic(error, in: Source(""))
      diagnostic.exitCode = 2
      throw diagnostic
    }
  }

  private static func count(_ value: JSONValue) -> Int? {
    if case .integer(let count) = value, (0...1_000_000).contains(count) { count } else { nil }
  }

  /// A cell as written in the session file, in whole lines.
  private static func block(of cell: JSONValue, path: String, language: String) throws(CommandError) -> String {
    guard let source = NotebookJSON.joined(cell["source"]), let kind = cell["cell_type"]?.string else {
      throw .file(path: path, reason: "has a cell without a source")
    }
    if kind != "code" { return source + "\n" }
    let own = cell["metadata"]?[language]
    let isEmpty = source.isEmpty && own?["empty"] == true
    let code = isEmpty ? "" : source + "\n"
    let fence = own?["fence"]?.string ?? newFence(of: cell, language: language)
    let current = fence.prefix { $0 == "`" }
    let marks = Fence.marks(around: code, minimum: current.count)
    let hasOwnFence = marks.count == current.count
    let closing = hasOwnFence ? own?["close"]?.string ?? marks : marks
    let output = NotebookJSON.joined(own?["output"]) ?? (own == nil ? newOutput(of: cell) : "")
    return marks + fence.dropFirst(current.count) + "\n" + code + closing + "\n" + output
  }

  /// The opening line of a cell created in Jupyter.
  private static func newFence(of cell: JSONValue, language: String) -> String {
    var fence = "```" + language
    if let name = cell["metadata"]?["name"], name.string?.isEmpty == false { fence += " name=" + name.text }
    if let tags = cell["metadata"]?["tags"], tags.array?.isEmpty == false { fence += " tags=" + tags.text }
    return fence
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
      text += lines ?? NotebookJSON.joined(output["text"]) ?? NotebookJSON.joined(output["data"]?["text/plain"]) ?? ""
      if !text.isEmpty && !text.hasSuffix("\n") { text += "\n" }
    }
    text = OutputText(text, folder: nil).text
    let marks = Fence.marks(around: text)
    return "\(marks)output\n\(text)\(marks)\n"
  }
}
