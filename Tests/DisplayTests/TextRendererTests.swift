import Display
import Testing

@Suite("TextRenderer")
struct TextRendererTests {
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
      y
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
