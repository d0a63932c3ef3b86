import Input

/// The output of a command, independent of its display.
public struct Report: Sendable {
  /// A piece of a report, in reading order.
  private enum Block: Sendable {
    /// Lines as they are.
    case line(String)
    /// Sentences, broken into lines that fit.
    case paragraph(String)
    /// The words of somebody else, indented and broken into lines that fit.
    case quotation(String)
    /// A line on what was done.
    case status(String)
    /// A note on how the result was obtained.
    case note(String)
    case table(Table)
    /// A figure; with `height` rows if drawn with characters, in ASCII if requested.
    case figure(Figure, height: Int?, isASCII: Bool)
  }

  private var blocks: [Block] = []
  /// The members of `--format json`, besides `command`.
  public var json: [JSONValue.Member] = []

  /// What `--format csv` prints instead of the tables: the result that is kept, numbers in full.
  public var data: Table?

  /// The duration of the command, if requested.
  public var seconds: Double?

  /// Nothing to say yet.
  public init() {}

  /// Adds a line of the result as it is, however long.
  public mutating func line(_ text: String) { blocks.append(.line(text)) }
  /// Adds sentences of the result, broken into lines that fit.
  public mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }
  /// Adds the words of somebody else, indented and broken into lines that fit.
  public mutating func quote(_ text: String) { blocks.append(.quotation(text)) }
  /// Adds a line on what was done, which quiet sessions leave out.
  public mutating func status(_ text: String) { blocks.append(.status(text)) }
  /// Adds what a reader should know about how the result came about, which quiet sessions leave out.
  public mutating func note(_ text: String) { blocks.append(.note(text)) }
  /// Adds a table.
  public mutating func show(_ table: Table) { blocks.append(.table(table)) }
  /// Adds a figure.
  ///
  /// - Parameters:
  ///   - figure: the figure.
  ///   - height: its rows where it is drawn with characters.
  ///   - isASCII: whether only ASCII characters may be used.
  public mutating func show(_ figure: Figure, height: Int? = nil, isASCII: Bool = false) {
    blocks.append(.figure(figure, height: height, isASCII: isASCII))
  }

  /// The report of `command` as outputs, in the format of the settings, for what can be shown on `surface`.
  public func outputs(of command: String, settings: DisplaySettings, surface: Surface) -> [Output] {
    let width = settings.width ?? surface.width
    if settings.format == .json { return [.bundle(Bundle(text: json(of: command).text + "\n"))] }
    let blocks = settings.format == .csv ? data.map { [.table($0)] } ?? blocks : blocks
    let isData = settings.format == .csv && blocks.contains { if case .table = $0 { true } else { false } }
    var outputs: [Output] = blocks.compactMap { block in
      switch block {
      case .paragraph(let text):
        isData ? nil : .bundle(Bundle(text: Wrapping.wrapped(Visible.text(text), width: width) + "\n"))
      case .quotation(let text): isData ? nil : .bundle(Bundle(text: Wrapping.setIn(text, width: width) + "\n"))
      case .line(let text): isData ? nil : .bundle(Bundle(text: Visible.text(text) + "\n"))
      case .status(let text): isData || settings.quiet ? nil : .bundle(Bundle(text: Visible.text(text) + "\n"))
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

extension TextRenderer {
  fileprivate init(_ surface: Surface, _ settings: DisplaySettings, height: Int?, isASCII: Bool) {
    self.init(surface)
    if let width = settings.width { self.width = width }
    if let height { self.height = height }
    if isASCII || settings.ascii { self.isASCII = true }
  }
}
