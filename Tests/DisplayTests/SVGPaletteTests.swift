import Display
import Foundation
import Testing

@Suite struct SVGPaletteTests {
  /// Axes, letters and the frame change; cells and the words on them do not.
  @Test func onADarkBackgroundWordsAreLight() throws {
    let cells = [Figure.Cell(x: 0...5, y: 0...10, value: 0), .init(x: 5...10, y: 0...10, value: 1)]
    let texts = [Figure.Point(2.5, 5, label: "0"), .init(7.5, 5, label: "1")]
    let figure = square([.init("", .cells(cells, legend: "gain")), .init("", .texts(texts))])
    let (light, dark) = (SVGRenderer().render(figure), SVGRenderer(isDark: true).render(figure))
    #expect(
      dark.contains("height=\"420.00\" fill=\"#16181C\"/>") && !dark.contains("height=\"420.00\" fill=\"#FFFFFF\"/>"))
    #expect(dark.split(separator: "\n")[0].hasSuffix("fill=\"#E8E8E8\">") && !dark.contains("stroke=\"#E4E4E4\""))
    func cellLines(_ svg: String) -> [Substring] {
      svg.split(separator: "\n").filter { $0.contains("fill=\"rgb(") || $0.hasPrefix("<text") && $0.contains("fill=") }
    }
    #expect(cellLines(light) == cellLines(dark) && cellLines(dark).contains { $0.contains("fill=\"#FFFFFF\"") })
    #expect(SVGRenderer.drew(dark) && SVGRenderer.drew(light))
  }

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
