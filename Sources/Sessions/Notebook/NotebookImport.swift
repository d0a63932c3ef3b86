import Input
import Traces

/// Converts a Jupyter notebook to a session file; an exported one to its original file.
package enum NotebookImport {
  /// The session file of a notebook.
  ///
  /// - Parameter path: the name of the notebook in errors.
  /// - Throws: if it cannot be read or converted.
  package static func sessionFile(of notebook: [UInt8], path: String) throws(Diagnostic) -> String {
    do {
      let json = try JSONParser.parse(bytes: notebook, path: path)
      guard json["nbformat"] == 4, let cells = json["cells"]?.array else {
        throw SessionError.file(path: path, reason: "is not a Jupyter notebook of format 4")
      }
      let croute = json["metadata"]?["croute"]
      var text = NotebookJSON.joined(croute?["header"]) ?? SessionHeader(seed: 0).text
      let own = cells.filter { $0["metadata"]?["croute"]?["generated"] != true }
      for (index, cell) in own.enumerated() {
        let blankLines =
          cell["metadata"]?["croute"]?["before"].flatMap(count) ?? NotebookCell.usualBlankLines(isFirst: index == 0)
        text += String(repeating: "\n", count: blankLines)
        text += try block(of: cell, path: path)
      }
      text += String(repeating: "\n", count: croute?["after"].flatMap(count) ?? 0)
      if croute?["newline"] == false, text.hasSuffix("\n") { text.removeLast() }
      do { _ = try SessionFile(text) } catch { throw Diagnostic(error, in: Source(text, name: "session file")) }
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
  private static func block(of cell: JSONValue, path: String) throws(SessionError) -> String {
    guard let source = NotebookJSON.joined(cell["source"]), let kind = cell["cell_type"]?.string else {
      throw .file(path: path, reason: "has a cell without a source")
    }
    if kind != "code" { return source + "\n" }
    let croute = cell["metadata"]?["croute"]
    let isEmpty = source.isEmpty && croute?["empty"] == true
    let code = isEmpty ? "" : source + "\n"
    let fence = croute?["fence"]?.string ?? newFence(of: cell)
    let current = fence.prefix { $0 == "`" }
    let marks = Fence.marks(around: code, minimum: current.count)
    let hasOwnFence = marks.count == current.count
    let closing = hasOwnFence ? croute?["close"]?.string ?? marks : marks
    let output = NotebookJSON.joined(croute?["output"]) ?? (croute == nil ? newOutput(of: cell) : "")
    return marks + fence.dropFirst(current.count) + "\n" + code + closing + "\n" + output
  }

  /// The opening line of a cell created in Jupyter.
  private static func newFence(of cell: JSONValue) -> String {
    var fence = "```croute"
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
