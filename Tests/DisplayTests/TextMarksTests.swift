import Display
import Testing

@Suite struct TextMarksTests {
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
}
