import Input

/// Rows and columns of values, independent of how they are shown.
public struct Table: Sendable {
  /// The headings.
  public var columns: [Heading]
  /// The cells, row by row.
  public var rows: [[Cell]]

  /// A column's title and its key in JSON and CSV.
  public struct Heading: Sendable {
    /// The heading that people read.
    public var title: String
    /// The snake_case name in JSON and CSV.
    public var key: String

    /// A heading; without a key the title in snake_case.
    public init(_ title: String, key: String? = nil) {
      self.title = title
      self.key = key ?? title.lowercased().replacing(" ", with: "_")
    }
  }

  /// A value of a table.
  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    /// A number with a number of significant digits.
    case number(Double, digits: Int)
    /// A number with a number of decimals.
    case fixed(Double, decimals: Int)
    /// A share in [0, 1] shown as a percentage with one decimal.
    case percent(Double)
    case missing

    /// The cell as text.
    public var text: String {
      switch self {
      case .text(let text): text
      case .integer(let value): String(value)
      case .number(let value, let digits): Format.significant(value, digits)
      case .fixed(let value, let decimals): Format.fixed(value, decimals)
      case .percent(let value): Format.percent(value)
      case .missing: "-"
      }
    }

    /// The cell as JSON.
    public var json: JSONValue {
      switch self {
      case .text(let text): .string(text)
      case .integer(let value): .integer(value)
      case .number(let value, _), .fixed(let value, _), .percent(let value): value.isFinite ? .number(value) : .null
      case .missing: .null
      }
    }

    /// The number in the cell; `nil` if there is none or it is not finite.
    package var number: Double? {
      switch self {
      case .integer(let value): Double(value)
      case .number(let value, _), .fixed(let value, _), .percent(let value): value.isFinite ? value : nil
      case .text, .missing: nil
      }
    }

    var isNumeric: Bool { if case .text = self { false } else { true } }
  }

  /// Creates a table with the given columns and rows.
  public init(_ columns: [Heading], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// The rows as JSON objects.
  public var json: JSONValue {
    .array(rows.map { row in .object(zip(columns, row).map { JSONValue.Member($0.key, $1.json) }) })
  }

  /// The rows as RFC 4180 CSV with a header, numbers in full.
  public var csv: String { csv(hasHeader: true) }

  /// The rows as RFC 4180 CSV, numbers in full.
  package func csv(hasHeader: Bool) -> String {
    func quoted(_ text: String) -> String {
      text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }
        ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
    let header = hasHeader ? [columns.map { quoted($0.key) }] : []
    let lines = header + rows.map { $0.map { quoted($0.plain) } }
    return lines.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// The rows as a GitHub table.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { Self.markup(Visible.line($0)).replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    let rule = columns.indices.map { isNumeric($0) ? "--:" : "---" }
    return line(columns.map(\.title)) + line(rule) + rows.map { line($0.map(\.text)) }.joined()
  }

  /// The rows as an HTML table.
  public var html: String {
    func side(_ isNumeric: Bool) -> String { "style=\"text-align:\(isNumeric ? "right" : "left")\"" }
    let head = columns.indices.map { "<th \(side(isNumeric($0)))>\(Self.escaped(columns[$0].title))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td \(side($0.isNumeric))>\(Self.escaped($0.text))</td>" }.joined() + "</tr>\n"
    }
    return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n"
  }

  /// A line of text within HTML.
  static func escaped(_ text: String) -> String { markup(Visible.line(text)).replacing(">", with: "&gt;") }

  /// The text where HTML may stand.
  static func markup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// The rows in aligned columns under a rule; the widest text columns are shortened if `width` is too small.
  public func text(width: Int) -> String {
    let cells = rows.map { $0.map { Visible.line($0.text) } }
    let titles = columns.map { Visible.line($0.title) }
    var widths = columns.indices.map { column in
      max(TextWidth.columns(titles[column]), cells.map { TextWidth.columns($0[column]) }.max() ?? 0)
    }
    let areNumeric = columns.indices.map { isNumeric($0) }
    let texts = widths.indices.filter { !areNumeric[$0] }
    for column in texts { widths[column] = min(widths[column], max(20, width)) }
    let gaps = 2 * (widths.count - 1)
    // If the table cannot fit, texts stay readable.
    let canFit = widths.indices.map { texts.contains($0) ? min(8, widths[$0]) : widths[$0] }.sum + gaps <= width
    while widths.sum + gaps > width, let widest = texts.max(by: { widths[$0] < widths[$1] }),
      widths[widest] > (canFit ? 8 : 20)
    {
      widths[widest] -= 1
    }
    let shown = columns.indices.map { column in TextWidth.cut(cells.map { $0[column] }, to: widths[column]) }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (column, shown) in cells.enumerated() {
        let padding = String(repeating: " ", count: max(0, widths[column] - TextWidth.columns(shown)))
        text += (column == 0 ? "" : "  ") + (areNumeric[column] ? padding + shown : shown + padding)
      }
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    // A column without a name has no rule.
    let rule = zip(columns, widths).map { String(repeating: $0.title.isEmpty ? " " : "-", count: $1) }
    let heading = zip(titles, widths).map { TextWidth.cut($0, to: $1) }
    return line(heading) + line(rule) + cells.indices.map { row in line(shown.map { $0[row] }) }.joined()
  }

  /// The columns divided into tables that fit into `width`, each with the first `leading` columns; text columns shrink
  /// to at least 20 characters.
  package func parts(width: Int, leading: Int = 1) -> [Table] {
    func room(_ column: Int) -> Int {
      let needed = max(
        TextWidth.columns(columns[column].title),
        rows.map { TextWidth.columns(Visible.line($0[column].text)) }.max() ?? 0)
      return 2 + (isNumeric(column) ? needed : min(20, needed))
    }
    let first = Array(columns.indices.prefix(leading))
    let space = width + 2 - first.map(room).sum
    var parts = [first]
    var left = space
    for column in columns.indices.dropFirst(leading) {
      if room(column) > left, parts[parts.count - 1].count > leading {
        parts.append(first)
        left = space
      }
      parts[parts.count - 1].append(column)
      left -= room(column)
    }
    return parts.map { part in Table(part.map { columns[$0] }, rows: rows.map { row in part.map { row[$0] } }) }
  }

  /// Whether a column is numeric: all its values are numbers or missing, and some are numbers.
  package func isNumeric(_ column: Int) -> Bool {
    !rows.isEmpty && rows.allSatisfy { $0[column].isNumeric } && rows.contains { $0[column] != .missing }
  }
}

extension Table.Cell {
  fileprivate var plain: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .missing: ""
    default: json == .null ? "" : json.text
    }
  }
}

extension [Int] {
  fileprivate var sum: Int { reduce(0, +) }
}
