import Display
import Testing

@Suite struct FramePathsTests {
  @Test("a line is straight in the values, so it bends on a logarithmic axis")
  func logarithmicLine() throws {
    let figure = Figure(
      title: "T", x: .init("x", scale: .log10, range: 1...100), y: .init("y", range: 0...10),
      series: [.init("", .line([.init(1, 0), .init(100, 10)]), isReference: true)])
    let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
    let line = try #require(elements.first { $0.name == "polyline" }?.attributes["points"]).split(separator: " ")
    #expect(line.count == 17)
    // Half way x = 50.5, which lies at log10(50.5) / 2 = .85165 of 36.25...580, and y = 5 half way of 368...60.
    #expect(line[8] == "499.33,214.00")
  }

  @Test("a line of very many points has no more vertices than can be seen, and keeps its spikes")
  func manyPoints() throws {
    // 100,001 points along y = 2 but one at x = 5, y = 9. Left and right of the spike, half of the width is 500 grains.
    var points = (0...100_000).map { Figure.Point(Double($0) / 10_000, 2) }
    points[50_000].y = 9
    let figure = square([.init("", .line(points), isReference: true)])
    let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
    let line = try #require(elements.first { $0.name == "polyline" }?.attributes["points"]).split(separator: " ")
    #expect((900...1_010).contains(line.count))
    // 368 - .9 * 308 = 90.8 at 36.25 + 543.75 / 2.
    #expect(line.contains("308.13,90.80") || line.contains("308.12,90.80"))
    #expect(line.first == "36.25,306.40" && line.last == "580.00,306.40")
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
}
