import Traces

/// What a command has to say, independent of how it is shown.
struct Report: Sendable {
  /// A piece of a report, in reading order.
  enum Block: Sendable {
    /// A sentence or a paragraph.
    case text(String)
    /// Something the reader should know about how the result came about.
    case note(String)
    case table(Table)
    case figure(text: String, svg: String)
  }

  private(set) var blocks: [Block] = []
  /// What `--format json` prints, beside `command`.
  var json: [JSONValue.Member] = []

  mutating func say(_ text: String) { blocks.append(.text(text)) }
  mutating func note(_ text: String) { blocks.append(.note(text)) }
  mutating func show(_ table: Table) { blocks.append(.table(table)) }
  mutating func show(figure text: String, svg: String) { blocks.append(.figure(text: text, svg: svg)) }

  /// The report as outputs in `format`.
  func outputs(of command: String, format: OutputFormat, width: Int) -> [Output] {
    if format == .json {
      let notes = blocks.compactMap { if case .note(let text) = $0 { JSONValue.string(text) } else { nil } }
      let members = [.init("command", .string(command))] + json + (notes.isEmpty ? [] : [.init("notes", .array(notes))])
      return [.bundle(Bundle(text: JSONValue.object(members).text + "\n"))]
    }
    let hasTable = blocks.contains { if case .table = $0 { true } else { false } }
    return blocks.compactMap { block in
      switch block {
      case .text(let text): format == .csv && hasTable ? nil : .bundle(Bundle(text: text + "\n"))
      case .note(let text): format == .csv && hasTable ? nil : .bundle(Bundle(text: "note: " + text + "\n"))
      case .figure(let text, let svg): .bundle(Bundle(text: text, svg: svg, isFigure: true))
      case .table(let table):
        switch format {
        case .csv: .bundle(Bundle(text: table.csv))
        case .markdown: .bundle(Bundle(text: table.markdown))
        default: .bundle(Bundle(text: table.text(width: width), html: table.html))
        }
      }
    }
  }
}

/// How results are printed.
public enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, csv, markdown
}
