import Display
import Testing

@Suite struct SVGAreaTests {
  @Test("a bar stands on zero, a band is an outline, cells get ever darker")
  func areas() throws {
    let bar = try #require(
      SVGElements.of(SVGRenderer().render(square([.init("", .bars([.init(from: 0, to: 10, height: 5)]))]))))
    let rectangle = try #require(bar.filter { $0.name == "rect" }.last).attributes
    #expect(rectangle["y"] == "214.00" && rectangle["height"] == "154.00" && rectangle["width"] == "542.75")
    let band = [Figure.Interval(x: 0, low: 0, high: 10), Figure.Interval(x: 10, low: 0, high: 10)]
    let outline = try #require(SVGElements.of(SVGRenderer().render(square([.init("", .band(band))]))))
    let points = outline.first { $0.name == "polygon" }?.attributes["points"]
    #expect(points == "36.25,60.00 580.00,60.00 580.00,368.00 36.25,368.00")
    let cells = (0..<3).map { Figure.Cell(x: Double($0)...Double($0 + 1), y: 0...1, value: Double($0)) }
    let map = try #require(SVGElements.of(SVGRenderer().render(square([.init("", .cells(cells, legend: "gain"))]))))
    let fills = map.filter { $0.name == "rect" }.compactMap { $0.attributes["fill"] }
    #expect(Array(fills[1...3]) == ["rgb(239,243,255)", "rgb(107,174,214)", "rgb(8,48,107)"])
    #expect(map.contains { $0.words == "0 to 2 gain" })
  }
}
