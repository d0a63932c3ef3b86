/// Builds SVG text: one element per line, coordinates with two decimals, text escaped.
package struct SVGWriter {
  private(set) var text = ""

  /// The anchor of text at its point.
  package enum Anchor: String {
    case start, middle, end
  }

  /// Adds markup as it is.
  mutating func add(_ markup: String) { text += markup + "\n" }

  /// A coordinate.
  static func number(_ value: Double) -> String { Format.fixed(value, 2) }

  /// Words without markup and without the control characters that XML forbids.
  static func escaped(_ words: String) -> String {
    var text = ""
    for scalar in words.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  mutating func line(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double), stroke: String) {
    add(
      "<line x1=\"\(Self.number(a.x))\" y1=\"\(Self.number(a.y))\" x2=\"\(Self.number(b.x))\" y2=\"\(Self.number(b.y))\""
        + " stroke=\"\(stroke)\" stroke-width=\"1.0\"/>")
  }

  /// A line through points; dashed for references.
  mutating func path(_ points: [(x: Double, y: Double)], stroke: String, width: Double, isDashed: Bool) {
    add(
      "<polyline points=\"\(Self.list(points))\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(width)\""
        + " stroke-linejoin=\"round\"\(isDashed ? " stroke-dasharray=\"5 4\"" : "")/>")
  }

  /// A curve from left to right with horizontal ends.
  mutating func curve(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double), stroke: String, width: Double) {
    let n = Self.number
    let middle = n((a.x + b.x) / 2)
    add(
      "<path d=\"M\(n(a.x)) \(n(a.y))C\(middle) \(n(a.y)) \(middle) \(n(b.y)) \(n(b.x)) \(n(b.y))\" fill=\"none\""
        + " stroke=\"\(stroke)\" stroke-width=\"\(n(width))\"/>")
  }

  /// A rectangle with round corners and an outline.
  mutating func box(x: Double, y: Double, width: Double, height: Double, fill: String, stroke: String) {
    let n = Self.number
    add(
      "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\" rx=\"4\" fill=\"\(fill)\""
        + " stroke=\"\(stroke)\"/>")
  }

  mutating func polygon(_ points: [(x: Double, y: Double)], fill: String, opacity: Double) {
    add("<polygon points=\"\(Self.list(points))\" fill=\"\(fill)\" fill-opacity=\"\(opacity)\"/>")
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: String) {
    add(
      "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\""
        + " height=\"\(Self.number(height))\" fill=\"\(fill)\"/>")
  }

  /// Text with its baseline at `y`, with a halo if it is on lines, rotated upwards by `slant` degrees.
  mutating func words(
    _ words: String, x: Double, y: Double, size: Double, anchor: Anchor = .start, isBold: Bool = false,
    hasHalo: Bool = false, fill: String? = nil, slant: Double? = nil
  ) {
    let opening =
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-size=\"\(Format.significant(size))\""
      + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"") + (isBold ? " font-weight=\"bold\"" : "")
      + (slant.map { " transform=\"rotate(\(Self.number(-$0)) \(Self.number(x)) \(Self.number(y)))\"" } ?? "")
    let end = ">\(Self.escaped(words))</text>"
    // A text of its own: not every renderer can draw an outline below its letters.
    if hasHalo {
      add(
        opening + " fill=\"none\" stroke=\"#FFFFFF\" stroke-width=\"3\" stroke-linejoin=\"round\" aria-hidden=\"true\""
          + end)
    }
    add(opening + (fill.map { " fill=\"\($0)\"" } ?? "") + end)
  }

  /// The marker of a series at a place, with a tooltip.
  mutating func marker(
    _ index: Int, at point: (x: Double, y: Double), stroke: String, size r: Double, title: String = ""
  ) {
    let n = Self.number
    let (x, y) = point
    let isHollow = (4..<8).contains(index % 10)
    let style = "fill=\"\(isHollow ? "#FFFFFF" : stroke)\" stroke=\"\(stroke)\" stroke-width=\"1.5\""
    let tip = title.isEmpty ? "" : "<title>\(Self.escaped(title))</title>"
    func corners(_ offsets: [(Double, Double)]) -> String {
      "<polygon points=\"\(Self.list(offsets.map { (x + $0.0, y + $0.1) }))\" \(style)>\(tip)</polygon>"
    }
    switch index % 10 {
    case 0, 4: add("<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(r))\" \(style)>\(tip)</circle>")
    case 1, 5: add(corners([(0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)]))
    case 2, 6: add(corners([(-0.9 * r, -0.9 * r), (0.9 * r, -0.9 * r), (0.9 * r, 0.9 * r), (-0.9 * r, 0.9 * r)]))
    case 3, 7: add(corners([(0, -1.3 * r), (1.3 * r, 0), (0, 1.3 * r), (-1.3 * r, 0)]))
    default:
      let d = index % 10 == 8 ? (a: 0.0, b: 1.3 * r) : (a: r, b: r)
      let strokes =
        "M\(n(x - d.b)) \(n(y - d.a))L\(n(x + d.b)) \(n(y + d.a))M\(n(x - d.a)) \(n(y + d.b))L\(n(x + d.a)) \(n(y - d.b))"
      add("<path d=\"\(strokes)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"2\">\(tip)</path>")
    }
  }

  private static func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }

  /// The approximate width of text in a sans-serif font; renderers differ by a few percent.
  static func width(_ words: some StringProtocol, size: Double) -> Double {
    words.reduce(0) { sum, character in
      let share: Double =
        if character.unicodeScalars.first.map({ $0.value > 0x2E7F }) ?? false {
          1
        } else if "iljtfr.,:;'|!()[] -".contains(character) {
          0.36
        } else if "mwMW@%".contains(character) { 0.88 } else if character.isUppercase { 0.7 } else { 0.57 }
      return sum + share * size
    }
  }

  /// The words in lines of about `width`.
  static func wrapped(_ words: String, size: Double, width: Double) -> [String] {
    var lines: [String] = []
    for word in words.split(separator: " ") {
      if let last = lines.last, Self.width(last + " " + word, size: size) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
