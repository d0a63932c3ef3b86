import Display
import Foundation
import Testing

@Suite struct SVGPaletteTests {
  /// (239, 243, 255) and (189, 215, 231) are the first two of five shades: an eighth lies half way.
  @Test func shadesAreMixed() {
    #expect(SVGPalette.shade(0) == "rgb(239,243,255)" && SVGPalette.shade(1) == "rgb(8,48,107)")
    #expect(SVGPalette.shade(0.125) == "rgb(214,229,243)")
    #expect(SVGPalette.shade(-1) == SVGPalette.shade(0) && SVGPalette.shade(2) == SVGPalette.shade(1))
    #expect(SVGPalette.shade(0.5, isDiverging: true) == "rgb(247,247,247)")
  }

  /// Relative luminance and contrast as WCAG 2 defines them.
  @Test(arguments: [false, true]) func wordsAreReadableOnEveryShade(_ isDiverging: Bool) throws {
    func luminance(_ channels: [Double]) -> Double {
      let linear = channels.map { $0 / 255 <= 0.03928 ? $0 / 255 / 12.92 : pow(($0 / 255 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    var words: Set<String> = []
    for step in 0...100 {
      let share = Double(step) / 100
      let color = SVGPalette.shade(share, isDiverging: isDiverging)
      let ground = luminance(color.matches(of: /[0-9]+/).compactMap { Double($0.0) })
      let word = SVGPalette.words(on: share, isDiverging: isDiverging)
      words.insert(word)
      let ink = word == "#000000" ? 0.0 : 1.0
      #expect((max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, "\(share)")
    }
    #expect(words == ["#000000", "#FFFFFF"])
  }

  /// Yellow (0.9, 0.9, 0.26) of the eight colours is not there, and the eighth series has the first colour again.
  @Test func seriesColoursComeRound() throws {
    let series = (0..<8).map { Figure.Series("", .line([.init(0, Double($0)), .init(10, Double($0))])) }
    let elements = try #require(SVGElements.of(SVGRenderer().render(square(series))))
    let colors = elements.filter { $0.name == "polyline" }.compactMap { $0.attributes["stroke"] }
    #expect(colors.count == 8 && Set(colors).count == 7 && colors[7] == colors[0] && !colors.contains("#F0E442"))
  }
}
