import Display
import Testing

@Suite("TextRenderer")
struct TextRendererTests {
  private func square(_ series: [Figure.Series], title: String = "T") -> Figure {
    Figure(title: title, x: .init("x", range: 0...10), y: .init("y", unit: "u", range: 0...10), series: series)
  }

  /// A plot with all kinds of marks and names.
  private var busy: Figure {
    let xs = (0...20).map { Double($0) / 20 }
    return Figure(
      title: "Qualität – everything there is, with a title that is longer than forty columns",
      x: .init("cost", unit: "USD per query", range: 0...1), y: .init("mean quality"),
      series: [
        .init("band", .band(xs.map { .init(x: $0, low: $0 - 0.1, high: $0 + 0.1) })),
        .init("bars", .bars(xs.dropLast().map { .init(from: $0, to: $0 + 0.05, height: $0 * $0) })),
        .init("hull", .line([.init(0, 0), .init(1, 1)]), isReference: true),
        .init("curve", .line(xs.map { .init($0, $0.squareRoot()) })),
        .init("steps", .step(xs.map { .init($0, 0.5 * $0) })),
        .init("single models", .points(xs.map { .init($0, 1 - $0, label: "a-model-with-a-long-name-\($0)") })),
        .init("", .texts([.init(0.9, 0.1, label: "at the right edge")])),
        .init("cells", .cells([.init(x: 0...0.1, y: 0...0.1, value: 3)], legend: "points")),
      ], notes: ["A note of several words that has to be broken somewhere in a narrow terminal."])
  }

  @Test("points land in the cells worked out by hand")
  func exact() {
    // 40 x 10 leaves 5 rows for the plot. At most two y ticks: 0 and 10, so the gutter is 2 columns and the canvas
    // 40 - 2 - 2 = 36, that is 72 x 20 dots. (5, 5) is dot (round(.5 * 71), round(.5 * 19)) = (36, 10), cell (18, 2).
    let figure = square([.init("p", .points([.init(0, 0), .init(5, 5), .init(10, 10)]))])
    let expected = """
      T
      y (u)
      10 +                                   *
         |
         |                  *
         |
       0 +*
         ++------+------+------+------+------+
          0      2      4      6      8     10
                            x
      * p

      """
    #expect(TextRenderer(width: 40, height: 10, ascii: true).render(figure) == expected)
  }

  @Test("a level line is a row of Braille dots with markers at its ends")
  func line() {
    // y = 5 is dot row 10, the third of cell row 2: bits 0x04 and 0x20, U+2824.
    let figure = square([.init("l", .line([.init(0, 5), .init(10, 5)]))])
    let lines = TextRenderer(width: 40, height: 10).render(figure).split(separator: "\n")
    #expect(lines[4] == "   │●" + String(repeating: "⠤", count: 34) + "●")
    #expect(lines[8] == "    0      2      4      6      8     10")
  }

  @Test("bars are filled to the eighth of a row, from the bottom")
  func bars() {
    // Of 36 columns, 0 to 5 covers 18 (middles .5 to 17.5); 5 rows are 10 units, so a height of 5 is two rows and a half.
    let figure = square([.init("", .bars([.init(from: 0, to: 5, height: 5)]))])
    let lines = TextRenderer(width: 40, height: 10).render(figure).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[3] == "   │")
    #expect(lines[4] == "   │" + String(repeating: "▄", count: 18))
    #expect(lines[5] == "   │" + String(repeating: "█", count: 18))
    #expect(lines[6] == " 0 ┤" + String(repeating: "█", count: 18))
  }

  @Test("named points are letters from left to right; one that is covered says by which")
  func letters() {
    let figure = square([
      .init("m", .points([.init(10, 10, label: "dear"), .init(0, 0, label: "cheap"), .init(0.1, 0.1, label: "close")]))
    ])
    let lines = TextRenderer(width: 40, height: 10, ascii: true).render(figure).split(separator: "\n")
    #expect(lines[2] == "10 +                                   c")
    #expect(lines[6] == " 0 +a")
    #expect(lines[10] == "m:  a cheap  b close (at a)  c dear")
  }

  @Test("lines break at values that are not finite, and end at the edges")
  func gaps() {
    let gap = square([.init("", .line([.init(0, 5), .init(2, 5), .init(4, .nan), .init(8, 5), .init(10, 5)]))])
    let rows = TextRenderer(width: 40, height: 10, ascii: true).render(gap).split(separator: "\n")
    #expect(rows[4] == "   |*......*                    *......*")
    let outside = square([.init("", .line([.init(-1e9, 5), .init(1e9, 5)]))])
    let level = TextRenderer(width: 40, height: 10, ascii: true).render(outside).split(separator: "\n")
    #expect(level[4] == "   |" + String(repeating: ".", count: 36))
  }

  @Test("no line is wider than the terminal, from 40 to 200 columns")
  func widths() {
    for width in 40...200 {
      for ascii in [false, true] {
        for line in TextRenderer(width: width, ascii: ascii).render(busy).split(separator: "\n") {
          #expect(TextWidth.columns(line) <= width)
        }
      }
    }
  }

  @Test("ASCII mode writes ASCII only; Unicode mode uses more")
  func ascii() {
    #expect(TextRenderer(ascii: true).render(busy).utf8.allSatisfy { $0 == 10 || (0x20..<0x7F).contains($0) })
    #expect(TextRenderer().render(busy).utf8.contains { $0 >= 0x80 })
  }

  @Test("colours change nothing but their codes, and every code is closed")
  func color() {
    let plain = TextRenderer().render(busy)
    let colored = TextRenderer(color: true).render(busy)
    #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[38;5;"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    for line in colored.split(separator: "\n") {
      #expect(line.matches(of: /\u{1B}\[38;5;[0-9]+m/).count == line.matches(of: /\u{1B}\[0m/).count)
    }
  }

  @Test("a figure without values says so; one of a single point shows it in the middle")
  func few() {
    for marks in [Figure.Marks.line([]), .points([.init(.nan, 1)]), .bars([]), .cells([], legend: "")] {
      let figure = Figure(title: "T", x: .init("x"), y: .init("y"), series: [.init("s", marks)], notes: ["Why."])
      #expect(TextRenderer().render(figure) == "T\n(nothing to plot: no values)\nWhy.\n")
    }
    let one = Figure(title: "T", x: .init("x"), y: .init("y"), series: [.init("s", .points([.init(7, 0)]))])
    let lines = TextRenderer(width: 40, height: 10, ascii: true).render(one).split(separator: "\n")
    #expect(lines[4].contains("*") && lines.joined().contains("7.0"))
  }

  @Test("values that a log axis cannot hold are left out with a note")
  func logarithm() {
    let figure = Figure(
      title: "", x: .init("x", scale: .log10), y: .init("y"),
      series: [.init("s", .points([.init(0, 1), .init(1, 1), .init(100, 2)]))])
    let text = TextRenderer(width: 60, ascii: true).render(figure)
    #expect(text.contains("Values not above zero are left out") && text.contains("x (log scale)"))
    #expect(text.split(separator: "\n").dropFirst().prefix(15).joined().count { $0 == "*" } == 2)
  }

  @Test("no two of 36 series have the same marker, in Unicode and in ASCII")
  func markers() throws {
    for ascii in [false, true] {
      let series = (0..<36).map { Figure.Series("series \($0)", .line([.init(0, 0), .init(10, 10)])) }
      let text = TextRenderer(width: 60, ascii: ascii).render(square(series))
      let markers = try (0..<36).compactMap { index in
        text.firstMatch(of: try Regex<(Substring, Substring)>("(\\S) series \(index)\\b"))?.1
      }
      #expect(Set(markers).count == 36)
    }
  }

  @Test("a title that is too long goes on in further lines")
  func longTitle() {
    let title = "A heading that has more than forty characters, and then some"
    let lines = TextRenderer(width: 40).render(square([.init("", .points([.init(1, 1)]))], title: title))
      .split(separator: "\n")
    #expect(lines[0] == "A heading that has more than forty" && lines[1] == "characters, and then some")
  }

  @Test("names of categories that fit are whole, one blank apart")
  func categories() {
    // 43 columns leave 40 for four names of at most nine.
    let names = ["alphabets", "betatrons", "gammarays", "deltawing"]
    var figure = square([.init("", .points([.init(5, 5)]))])
    figure.x.ticks = names.enumerated().map { Tick(Double($0) * 2.5 + 1.25, $1) }
    figure.y.ticks = [Tick(5, "y")]
    let lines = TextRenderer(width: 43, height: 10).render(figure).split(separator: "\n")
    #expect(lines.contains { $0.split(separator: " ").map(String.init) == names })
  }

  @Test("names without room are letters, told in a key")
  func letteredNames() {
    // 40 columns for five names of eleven characters: eight columns each.
    var figure = square([.init("", .points([.init(5, 5)]))])
    figure.x.label = "group"
    figure.x.ticks = (1...5).map { Tick(Double($0) * 2 - 1, "category-\($0)x") }
    figure.y.ticks = [Tick(5, "y")]
    let lines = TextRenderer(width: 43, height: 10).render(figure).split(separator: "\n")
    #expect(lines.contains { $0.split(separator: " ").map(String.init) == ["a", "b", "c", "d", "e"] })
    let key = lines.drop { !$0.hasPrefix("group:") }.joined(separator: "  ")
    #expect(key == "group:  a category-1x  b category-2x  c category-3x  d category-4x  e category-5x")
  }

  @Test("every whole figure ends with one newline, and few rows still show the plot")
  func size() {
    var renderer = TextRenderer(width: 1, height: 1)
    let text = renderer.render(busy)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    #expect(text.split(separator: "\n").allSatisfy { TextWidth.columns($0) <= 40 })
    renderer.width = -3
    renderer.height = 0
    #expect(renderer.render(busy) == text)
  }
}
