/// Draws figures with characters: Braille dots, box lines and markers, or ASCII alone.
///
/// A line is drawn with dots and carries a marker of its series every few columns; a point with a name is drawn as a
/// letter. The key under the plot says what they mean. No line is wider than `width` columns.
public struct TextRenderer: Sendable {
  /// The number of columns, at least 40.
  public var width: Int { didSet { width = max(width, Self.leastWidth) } }
  /// The lines of the figure without its key and notes; at least 10, and as many as a figure needs whose marks are in rows.
  public var height: Int { didSet { height = max(height, Self.leastHeight) } }
  /// Whether only ASCII characters may be used.
  public var isASCII: Bool
  /// Whether ANSI colours are added.
  public var hasColor: Bool

  private static let leastWidth = 40, leastHeight = 10

  /// Creates a renderer for the given size.
  public init(width: Int = 80, height: Int = 20, ascii: Bool = false, color: Bool = false) {
    self.width = max(width, Self.leastWidth)
    self.height = max(height, Self.leastHeight)
    isASCII = ascii
    hasColor = color
  }

  /// A renderer for what a front end can show.
  public init(_ surface: Surface) {
    self.init(width: surface.width, ascii: !surface.unicode, color: surface.color)
  }

  /// The figure as whole lines, each ended by a newline.
  public func render(_ figure: Figure) -> String {
    var lines: [String] = []
    lines += sentences([figure.title])
    if let tree = figure.tree {
      lines += TextTree(isASCII: isASCII).lines(tree, width: width) + sentences(figure.notes)
      return lines.joined(separator: "\n") + "\n"
    }
    guard let frame = FigureFrame(figure) else {
      lines += ["(\(FigureFrame.emptiness(of: figure)))"] + sentences(figure.notes)
      return lines.joined(separator: "\n") + "\n"
    }
    let rows = max(height - 5, figure.leastRowCount ?? 0)
    let yTicks = frame.y.ticks(atMost: max(2, rows / 2))
    // Names get more room than numbers.
    let gutter = min(yTicks.map { TextWidth.columns(clean($0.label)) }.max() ?? 0, width / (frame.y.isNamed ? 3 : 4))
    var canvas = TextCanvas(columns: width - gutter - 2, rows: rows, isASCII: isASCII)
    let marks = TextMarks(isASCII: isASCII)
    let letters = marks.draw(frame.marks, on: &canvas)

    lines.append(TextWidth.cut(clean(figure.y.caption), to: width))
    var labels: [Int: String] = [:]
    let names = TextWidth.cut(yTicks.map { clean($0.label) }, to: gutter)
    for (tick, name) in zip(yTicks, names).reversed() {
      labels[canvas.cell(at: Spot(x: 0, y: frame.y.position(tick.value))).row] = name
    }
    for (row, line) in canvas.lines(paint).enumerated() {
      let label = labels[row] ?? ""
      let axis = labels[row] == nil ? (isASCII ? "|" : "│") : (isASCII ? "+" : "┤")
      lines.append(String(repeating: " ", count: gutter - TextWidth.columns(label)) + label + " " + axis + line)
    }
    let xTicks = lettered(frame.x, columns: canvas.columns, marks)
    lines += xAxis(frame.x, xTicks, canvas: canvas, gutter: gutter)
    let caption = TextWidth.cut(clean(figure.x.caption), to: width)
    let middle = gutter + 2 + canvas.columns / 2
    let start = min(max(0, middle - TextWidth.columns(caption) / 2), width - TextWidth.columns(caption))
    lines.append(String(repeating: " ", count: start) + caption)
    lines += key(of: xTicks, clean(figure.x.label)) + key(frame, letters, marks) + sentences(frame.notes)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The axis under the plot and the labels of its ticks: as many round numbers as stand apart by two blanks,
  /// names by one.
  ///
  /// - Parameter lettered: the ticks with letters instead of names, if any.
  private func xAxis(
    _ scale: AxisScale, _ lettered: [(tick: Tick, name: String)]?, canvas: TextCanvas, gutter: Int
  ) -> [String] {
    var placed: [(column: Int, start: Int, label: String)] = []
    for count in stride(from: min(12, canvas.columns / 4), through: 1, by: -1) {
      var end = -2
      placed = []
      let ticks = lettered?.map(\.tick) ?? scale.ticks(atMost: count)
      // Names share the available room; numbers are never cut.
      let room = scale.isNamed ? max(4, canvas.columns / max(1, ticks.count) - 1) : width
      for (tick, label) in zip(ticks, TextWidth.cut(ticks.map { clean($0.label) }, to: room)) {
        let column = gutter + 2 + canvas.cell(at: Spot(x: scale.position(tick.value), y: 0)).column
        let size = TextWidth.columns(label)
        var start = min(max(0, column - size / 2), width - size)
        let gap = scale.isNamed ? 1 : 2
        // Names that fill their room may be a column off.
        if scale.isNamed, start == end + gap - 1, start + size < width { start += 1 }
        if start < end + gap { continue }
        placed.append((column, start, label))
        end = start + size
      }
      if placed.count == ticks.count { break }
    }
    var axis = Array(repeating: isASCII ? "-" : "─", count: canvas.columns)
    var labels = ""
    for (column, start, label) in placed {
      axis[column - gutter - 2] = isASCII ? "+" : "┬"
      labels += String(repeating: " ", count: start - TextWidth.columns(labels)) + label
    }
    return [String(repeating: " ", count: gutter + 1) + (isASCII ? "+" : "└") + axis.joined(), labels]
  }

  /// Letters for the named ticks of the horizontal axis if not all names fit; `nil` otherwise.
  private func lettered(_ scale: AxisScale, columns: Int, _ marks: TextMarks) -> [(tick: Tick, name: String)]? {
    guard scale.isNamed else { return nil }
    let ticks = scale.ticks(atMost: .max)
    let room = columns / max(ticks.count, 1)
    if room < 2 || ticks.count > 52 || ticks.allSatisfy({ TextWidth.columns(clean($0.label)) < room }) { return nil }
    return ticks.enumerated().map { (Tick($1.value, String(marks.letter($0))), clean($1.label)) }
  }

  /// The key of the letters along the horizontal axis.
  private func key(of lettered: [(tick: Tick, name: String)]?, _ label: String) -> [String] {
    guard let lettered else { return [] }
    return TextWidth.lines(
      ["\(label):"] + lettered.map { "\($0.tick.label) \($0.name)" }, width: width, gap: 2)
  }

  /// The key of markers and letters.
  private func key(_ frame: FigureFrame, _ letters: [TextMarks.KeyLetter], _ marks: TextMarks) -> [String] {
    var entries: [(sample: String, ink: TextCanvas.Ink, name: String)] = []
    var names: [String] = []
    for (index, series) in frame.marks.enumerated() {
      let name = clean(series.name)
      let own = letters.filter { $0.series == index }
      if let shading = series.shading {
        let (low, high) = (Format.significant(shading.low, 4), Format.significant(shading.high, 4))
        let shades = String(marks.shades(isDiverging: shading.isDiverging))
        entries.append((low, .plain, "\(shades) \(high) \(clean(shading.text))"))
      } else if !own.isEmpty {
        let pieces = own.map { "\($0.letter) \(clean($0.name))" + ($0.hiddenBy.map { " (at \($0))" } ?? "") }
        names += TextWidth.lines((name.isEmpty ? [] : [name + ":"]) + pieces, width: width, gap: 2)
      } else if !name.isEmpty {
        entries.append((marks.sample(series), marks.ink(series), name))
      }
    }
    let plain = TextWidth.cut(entries.map { "\($0.sample) \($0.name)" }, to: width)
    let lines = TextWidth.groups(plain, width: width, gap: 3).map { group in
      group.map { index in
        let entry = entries[index]
        return paint(entry.sample, entry.ink) + plain[index].dropFirst(entry.sample.count)
      }.joined(separator: "   ")
    }
    return lines + names
  }

  private func sentences(_ notes: [String]) -> [String] {
    notes.flatMap { TextWidth.lines(clean($0).split(separator: " ").map(String.init), width: width, gap: 1) }
  }

  private func clean(_ text: String) -> String { TextWidth.clean(text, isASCII: isASCII) }

  /// The colours of the SVG palette, approximated with 256 terminal colours.
  private func paint(_ text: String, _ ink: TextCanvas.Ink) -> String {
    guard hasColor, !text.isEmpty else { return text }
    return switch ink {
    case .plain: text
    case .reference: "\u{1B}[38;5;244m\(text)\u{1B}[0m"
    case .series(let color): "\u{1B}[38;5;\([32, 166, 35, 175, 172, 74][color % 6])m\(text)\u{1B}[0m"
    }
  }
}
