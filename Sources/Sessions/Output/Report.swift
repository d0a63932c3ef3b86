import Traces

/// What a command has to say, independent of how it is shown.
struct Report: Sendable {
  /// A piece of a report, in reading order.
  enum Block: Sendable {
    /// A sentence or a paragraph.
    case text(String)
    /// A sentence or more, broken into lines that fit.
    case paragraph(String)
    /// The words of somebody else, set in and broken into lines that fit.
    case quotation(String)
    case information(String)
    /// Something the reader should know about how the result came about.
    case note(String)
    case table(Table)
    /// A picture; `height` rows of text where it is drawn with characters, at most ASCII ones if so asked.
    case figure(Figure, height: Int?, isASCII: Bool)
  }

  private(set) var blocks: [Block] = []
  /// What `--format json` prints, beside `command`.
  var json: [JSONValue.Member] = []

  /// What `--format csv` prints in the place of the tables: the result that is kept, numbers in full.
  var data: Table?

  /// How long the command took, where that is asked for.
  var seconds: Double?

  /// A sentence that is a result.
  mutating func say(_ text: String) { blocks.append(.text(text)) }
  /// Sentences that are a result, broken into lines that fit.
  mutating func tell(_ text: String) { blocks.append(.paragraph(text)) }
  /// The words of somebody else, such as a query or an answer.
  mutating func quote(_ text: String) { blocks.append(.quotation(text)) }
  /// A sentence on what was done, left out when quiet.
  mutating func inform(_ text: String) { blocks.append(.information(text)) }
  mutating func note(_ text: String) { blocks.append(.note(text)) }
  mutating func show(_ table: Table) { blocks.append(.table(table)) }
  mutating func show(_ figure: Figure, height: Int? = nil, isASCII: Bool = false) {
    blocks.append(.figure(figure, height: height, isASCII: isASCII))
  }

  /// The report of `command` as outputs, in the format of the settings, for what can be shown on `surface`.
  func outputs(of command: String, settings: Settings, surface: Surface) -> [Output] {
    let width = settings.width ?? surface.width
    if settings.format == .json { return [.bundle(Bundle(text: json(of: command).text + "\n"))] }
    let blocks = settings.format == .csv ? data.map { [.table($0)] } ?? blocks : blocks
    let isData = settings.format == .csv && blocks.contains { if case .table = $0 { true } else { false } }
    var outputs: [Output] = blocks.compactMap { block in
      switch block {
      case .paragraph(let text):
        isData ? nil : .bundle(Bundle(text: Wrapping.wrapped(Visible.text(text), width: width) + "\n"))
      case .quotation(let text): isData ? nil : .bundle(Bundle(text: Wrapping.setIn(text, width: width) + "\n"))
      case .text(let text): isData ? nil : .bundle(Bundle(text: Visible.text(text) + "\n"))
      case .information(let text): isData || settings.quiet ? nil : .bundle(Bundle(text: Visible.text(text) + "\n"))
      case .note(let text):
        isData || settings.quiet
          ? nil
          : .bundle(
            Bundle(text: Wrapping.wrapped("note: " + Visible.text(text), width: width, indent: 6) + "\n"))
      case .figure(let figure, let height, let isASCII):
        .bundle(
          Bundle(
            text: TextRenderer(
              surface, settings, height: height ?? figure.rowCount.map { $0 + 5 }, isASCII: isASCII
            ).render(figure),
            svg: SVGRenderer().render(figure), isFigure: true))
      case .table(let table):
        switch settings.format {
        case .csv: .bundle(Bundle(text: surface.isTerminal ? Visible.text(table.csv) : table.csv))
        case .markdown: .bundle(Bundle(text: table.markdown))
        default: .bundle(Bundle(text: table.text(width: width), html: table.html))
        }
      }
    }
    if let seconds { outputs.append(.timing(seconds)) }
    return outputs
  }

  private func json(of command: String) -> JSONValue {
    var members: [JSONValue.Member] = [.init("command", .string(command))] + json
    let notes = blocks.compactMap { if case .note(let text) = $0 { JSONValue.string(text) } else { nil } }
    if !notes.isEmpty { members.append(.init("notes", .array(notes))) }
    if let seconds { members.append(.init("seconds", .number(seconds))) }
    return .object(members)
  }
}

/// How results are printed.
public enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, csv, markdown
}

extension TextRenderer {
  fileprivate init(_ surface: Surface, _ settings: Settings, height: Int?, isASCII: Bool) {
    self.init(surface)
    if let width = settings.width { self.width = width }
    if let height { self.height = height }
    if isASCII || settings.ascii { self.isASCII = true }
  }
}
