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
    /// A figure; with `height` rows if drawn with characters, in ASCII if requested; what draws it as a picture; the file to
    /// which it is written.
    case figure(Figure, height: Int?, isASCII: Bool, renderer: SVGRenderer, file: String?)
    case slider(Slider)
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
  ///   - renderer: what draws it as a picture.
  ///   - file: the file to which it is written: the result says so, and the picture is seen at a terminal and in a notebook.
  public mutating func show(
    _ figure: Figure, height: Int? = nil, isASCII: Bool = false, renderer: SVGRenderer = SVGRenderer(),
    writtenTo file: String? = nil
  ) {
    blocks.append(.figure(figure, height: height, isASCII: isASCII, renderer: renderer, file: file))
  }

  /// Adds a quantity to be moved, a table where nothing can be.
  public mutating func show(_ slider: Slider) { blocks.append(.slider(slider)) }

  /// The report of `command` as outputs, in the format of the settings, for what can be shown on `surface`.
  public func outputs(of command: String, settings: DisplaySettings, surface: Surface) -> [Output] {
    let width = settings.width ?? surface.width
    if settings.format == .json { return [.bundle(Bundle(text: json(of: command).text + "\n"))] }
    let blocks = settings.format == .csv ? data.map { [.table($0)] } ?? blocks : blocks
    let isData = settings.format == .csv && blocks.contains { if case .table = $0 { true } else { false } }
    var outputs: [Output] = blocks.flatMap { block -> [Output] in
      func bundle(_ text: String) -> [Output] { [.bundle(Bundle(text: text + "\n"))] }
      // Sentences hold names and words of the data, which are no Markdown.
      func plain(_ text: String) -> String { settings.format == .markdown ? Table.markup(text) : text }
      switch block {
      case .paragraph(let text):
        return isData ? [] : bundle(Wrapping.wrapped(Visible.text(plain(text)), width: width))
      case .quotation(let text): return isData ? [] : bundle(Wrapping.setIn(plain(text), width: width))
      case .line(let text): return isData ? [] : bundle(Visible.text(plain(text)))
      case .status(let text): return isData || settings.quiet ? [] : bundle(Visible.text(plain(text)))
      case .note(let text):
        return isData || settings.quiet
          ? [] : bundle(Wrapping.wrapped("note: " + Visible.text(plain(text)), width: width, indent: 6))
      case .figure(let figure, let height, let isASCII, let renderer, let file):
        let svg = renderer.render(figure)
        var texts: [String] = []
        if file == nil || surface.isTerminal {
          texts.append(
            TextRenderer(surface, settings, height: height ?? figure.rowCount.map { $0 + 5 }, isASCII: isASCII)
              .render(figure))
        }
        if let file { texts.append(settings.quiet ? "" : "wrote \(Visible.text(file))\n") }
        return texts.map { text in
          var bundle = Bundle(text: text, svg: svg, isFigure: true)
          bundle.isWritten = file != nil
          return .bundle(bundle)
        }
      case .slider(let slider):
        let text = settings.format == .markdown ? slider.table.markdown : slider.table.text(width: width)
        return isData ? [] : [.bundle(Bundle(text: text, html: slider.html))]
      case .table(let table):
        switch settings.format {
        case .csv: return [.bundle(Bundle(text: surface.isTerminal ? Visible.text(table.csv) : table.csv))]
        case .markdown: return [.bundle(Bundle(text: table.markdown))]
        default: return [.bundle(Bundle(text: table.text(width: width), html: table.html))]
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
