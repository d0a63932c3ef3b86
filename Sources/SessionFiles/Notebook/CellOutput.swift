import CommandLanguage
import Display
import Input

/// An output of a notebook cell, by Jupyter's kinds.
package enum CellOutput: Sendable {
  /// Text that was printed.
  case stream(String)
  /// The result of the cell: its last table.
  case result(text: String, html: String)
  /// A picture, or a table that is not the last.
  case display(text: String, html: String?, svg: String?)
  /// The error that the cell ended in.
  case error(Diagnostic)

  /// A figure in a file is not stored a second time: the prose links it. The outputs of a cell in order: the last table is its result, pictures and other tables are displayed, everything
  /// else is printed.
  package static func outputs(of bundles: [Bundle], error: Diagnostic? = nil) -> [CellOutput] {
    let result = bundles.lastIndex { $0.html != nil }
    var outputs: [CellOutput] = []
    for (index, bundle) in bundles.enumerated() {
      if index == result, let html = bundle.html {
        outputs.append(.result(text: bundle.text, html: html))
      } else if bundle.html != nil || bundle.isFigure && !bundle.isWritten {
        outputs.append(.display(text: bundle.text, html: bundle.html, svg: bundle.svg))
      } else if case .stream(let before)? = outputs.last {
        outputs[outputs.count - 1] = .stream(before + bundle.text)
      } else {
        outputs.append(.stream(bundle.text))
      }
    }
    if let error { outputs.append(.error(error)) }
    return outputs
  }

  /// Text beside other representations, which Jupyter expects without a final newline.
  private static func plain(_ text: String) -> JSONValue {
    NotebookJSON.lines(text.hasSuffix("\n") ? String(text.dropLast()) : text)
  }

  /// The output as a notebook stores it.
  package func json(executionCount: Int) -> JSONValue {
    switch self {
    case .stream(let text):
      return ["name": "stdout", "output_type": "stream", "text": NotebookJSON.lines(text)]
    case .result(let text, let html):
      return [
        "data": ["text/html": NotebookJSON.lines(html), "text/plain": Self.plain(text)],
        "execution_count": .integer(executionCount), "metadata": [:], "output_type": "execute_result",
      ]
    case .display(let text, let html, let svg):
      var data: [JSONValue.Member] = []
      if let svg { data.append(.init("image/svg+xml", NotebookJSON.lines(svg))) }
      if let html { data.append(.init("text/html", NotebookJSON.lines(html))) }
      data.append(.init("text/plain", Self.plain(text)))
      return ["data": .object(data), "metadata": [:], "output_type": "display_data"]
    case .error(let diagnostic):
      return [
        "ename": "error", "evalue": .string(diagnostic.message), "output_type": "error",
        "traceback": .array(diagnostic.brief.split(separator: "\n").map { .string(String($0)) }),
      ]
    }
  }
}
