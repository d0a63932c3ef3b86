import Display
import Testing

@Suite struct TextCanvasTests {
  @Test("a level line is a row of Braille dots with markers at its ends")
  func line() {
    // y = 5 is dot row 10, the third of cell row 2: bits 0x04 and 0x20, U+2824.
    let figure = square([.init("l", .line([.init(0, 5), .init(10, 5)]))])
    let lines = TextRenderer(width: 40, height: 10).render(figure).split(separator: "\n")
    #expect(lines[4] == "   │●" + String(repeating: "⠤", count: 34) + "●")
    #expect(lines[8] == "    0      2      4      6      8     10")
  }
}
