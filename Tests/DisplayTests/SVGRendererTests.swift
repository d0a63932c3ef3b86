import Display
import Foundation
import FoundationXML
import Testing

/// The elements of an SVG document with their attributes and words.
private final class Elements: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var words = ""
  }
  var all: [Element] = []
  private var open: [Int] = []

  static func of(_ svg: String) -> [Element]? {
    let elements = Elements()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = elements
    return parser.parse() ? elements.all : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    open.append(all.count)
    all.append(Element(name: name, attributes: attributes))
  }
  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if let index = open.last { all[index].words += string }
  }
  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }
}

@Suite("SVGRenderer")
struct SVGRendererTests {
  private func square(_ series: [Figure.Series], title: String = "T") -> Figure {
    Figure(title: title, x: .init("x", range: 0...10), y: .init("y", range: 0...10), series: series)
  }

  @Test("points stand at the coordinates worked out by hand")
  func coordinates() throws {
    // 600 x 420 with one line of title and one row of legend: the plot goes from 10 + 18 + 32 = 60 down to
    // 420 - 52 - 20 = 348, and from 14 + 8 + the width of "10" (2 * .57 * 12.5 = 14.25) = 36.25 to 600 - 20 = 580.
    let svg = SVGRenderer().render(square([.init("p", .points([.init(0, 0), .init(2, 4), .init(10, 10)]))]))
    let elements = try #require(Elements.of(svg))
    let circles = elements.filter { $0.name == "circle" }.map { [$0.attributes["cx"], $0.attributes["cy"]] }
    #expect(circles[0] == ["36.25", "348.00"])
    #expect(circles[1] == ["145.00", "232.80"])  // 36.25 + .2 * 543.75, 348 - .4 * 288
    #expect(circles[2] == ["580.00", "60.00"])
    #expect(circles.count == 4)  // the last one is in the legend
    let words = elements.filter { $0.name == "text" }.map(\.words)
    #expect(
      words == [
        "T", "y", "0", "2", "4", "6", "8", "10", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "x", "p",
      ])
  }

  @Test("a line is straight in the values, so it bends on a logarithmic axis")
  func logarithmicLine() throws {
    let figure = Figure(
      title: "T", x: .init("x", scale: .log10, range: 1...100), y: .init("y", range: 0...10),
      series: [.init("", .line([.init(1, 0), .init(100, 10)]), isReference: true)])
    let elements = try #require(Elements.of(SVGRenderer().render(figure)))
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
    let elements = try #require(Elements.of(SVGRenderer().render(figure)))
    let line = try #require(elements.first { $0.name == "polyline" }?.attributes["points"]).split(separator: " ")
    #expect((900...1_010).contains(line.count))
    // 368 - .9 * 308 = 90.8 at 36.25 + 543.75 / 2.
    #expect(line.contains("308.13,90.80") || line.contains("308.12,90.80"))
    #expect(line.first == "36.25,306.40" && line.last == "580.00,306.40")
  }

  @Test("words are escaped, control characters are not written, and the document is well formed")
  func escaping() throws {
    let name = "a<b & \"c\" \u{1}>"
    let figure = square(
      [.init(name, .line([.init(0, 0), .init(1, 1)])), .init("", .points([.init(2, 2, label: name)]))], title: name)
    let elements = try #require(Elements.of(SVGRenderer().render(figure)))
    let words = elements.filter { $0.name == "text" }.map(\.words)
    #expect(words.count { $0 == "a<b & \"c\"  >" || $0 == "a<b & \"c\" >" } == 3)
    #expect(elements[0].attributes["aria-label"] == "a<b & \"c\"  >")
  }

  @Test("the same figure gives the same bytes, all coordinates with two decimals")
  func deterministic() throws {
    let points = (0..<50).map { Figure.Point(Double($0) / 7, Double($0 * $0) / 300) }
    let figure = square([.init("c", .line(points)), .init("", .points([.init(3, 3, label: "m")]))])
    let svg = SVGRenderer().render(figure)
    #expect(svg == SVGRenderer().render(figure))
    for element in try #require(Elements.of(svg)) {
      for (key, value) in element.attributes
      where ["x", "y", "cx", "cy", "x1", "y1", "x2", "y2", "points"].contains(key) {
        #expect(value.wholeMatch(of: /(-?[0-9]+(\.[0-9][0-9])?[ ,]?)+/) != nil, "\(value)")
      }
    }
  }

  @Test("both renderers show the same points: in the picture where they are in the terminal")
  func sameData() throws {
    // Named places in a 36 x 5 grid of cells: the middle of the cell, back from the picture, is the cell in the text.
    let points = [(1.0, 9.0), (4.2, 3.3), (7.7, 6.1)].map { Figure.Point($0.0, $0.1, label: "n\($0.0)") }
    let figure = square([.init("", .points(points))])
    let rows = TextRenderer(width: 40, height: 10, ascii: true).render(figure).split(separator: "\n")[2..<7]
    let svg = try #require(Elements.of(SVGRenderer().render(figure)))
    let circles = svg.filter { $0.name == "circle" }
    #expect(circles.count == 3)
    for (index, letter) in ["a", "b", "c"].enumerated() {
      let row = try #require(rows.firstIndex { $0.dropFirst(4).contains(letter) }) - 2
      let column = try #require(rows[row + 2].dropFirst(4).map(String.init).firstIndex(of: letter))
      let x = (try #require(Double(circles[index].attributes["cx"] ?? "")) - 36.25) / 543.75
      let y = (368 - (try #require(Double(circles[index].attributes["cy"] ?? "")))) / 308
      #expect(abs(x * 10 - points[index].x) < 1e-3 && abs(y * 10 - points[index].y) < 1e-3)
      #expect(abs(x * 36 - (Double(column) + 0.5)) <= 1)
      #expect(abs((1 - y) * 5 - (Double(row) + 0.5)) <= 1)
    }
  }

  @Test("both renderers write the same values on cells and behind bars")
  func sameValues() throws {
    let cells = (0..<6).map { index in
      let (x, y) = (Double(index % 3), Double(index / 3))
      return Figure.Cell(x: x...x + 1, y: y...y + 1, value: 0.125 * Double(index))
    }
    let labels = cells.map { cell in
      Figure.Point(cell.x.lowerBound + 0.5, cell.y.lowerBound + 0.5, label: Format.fixed(cell.value, 3))
    }
    let map = Figure(
      title: "T", x: .init("x", ticks: []), y: .init("y", ticks: []),
      series: [.init("", .cells(cells, legend: "v")), .init("", .texts(labels))])
    let bars = Figure(
      title: "T", x: .init("x", range: 0...10, ticks: []), y: .init("y", ticks: []),
      series: [
        .init("", .lyingBars([.init(from: 0, to: 1, height: 2), .init(from: 1, to: 2, height: 6)])),
        .init("", .captions([.init(2, 0.5, label: "2.125"), .init(6, 1.5, label: "6.375")])),
      ])
    for (figure, values) in [
      (map, ["0.000", "0.125", "0.250", "0.375", "0.500", "0.625"]), (bars, ["2.125", "6.375"]),
    ] {
      let text = TextRenderer(width: 60, height: 15).render(figure)
      // Within the axes: the key tells the least and the greatest.
      let found = text.split(separator: "\n").filter { $0.contains("│") }.flatMap {
        $0.matches(of: /[0-9]\.[0-9]{3}/).map { String($0.0) }
      }
      let elements = try #require(Elements.of(SVGRenderer().render(figure)))
      let words = elements.filter { $0.name == "text" }.map(\.words).filter {
        $0.wholeMatch(of: /[0-9]\.[0-9]{3}/) != nil
      }
      #expect(found.sorted() == values && words.sorted() == values)
    }
  }

  @Test("a bar stands on zero, a band is an outline, cells get ever darker")
  func areas() throws {
    let bar = try #require(
      Elements.of(SVGRenderer().render(square([.init("", .bars([.init(from: 0, to: 10, height: 5)]))]))))
    let rectangle = try #require(bar.filter { $0.name == "rect" }.last).attributes
    #expect(rectangle["y"] == "214.00" && rectangle["height"] == "154.00" && rectangle["width"] == "542.75")
    let band = [Figure.Interval(x: 0, low: 0, high: 10), Figure.Interval(x: 10, low: 0, high: 10)]
    let outline = try #require(Elements.of(SVGRenderer().render(square([.init("", .band(band))]))))
    let points = outline.first { $0.name == "polygon" }?.attributes["points"]
    #expect(points == "36.25,60.00 580.00,60.00 580.00,368.00 36.25,368.00")
    let cells = (0..<3).map { Figure.Cell(x: Double($0)...Double($0 + 1), y: 0...1, value: Double($0)) }
    let map = try #require(Elements.of(SVGRenderer().render(square([.init("", .cells(cells, legend: "gain"))]))))
    let fills = map.filter { $0.name == "rect" }.compactMap { $0.attributes["fill"] }
    #expect(Array(fills[1...3]) == ["rgb(239,243,255)", "rgb(107,174,214)", "rgb(8,48,107)"])
    #expect(map.contains { $0.words == "0 to 2 gain" })
  }

  @Test("names without room side by side slant, all of them, and the picture grows by their height")
  func slantingNames() throws {
    func figure(_ count: Int) -> Figure {
      var figure = square([.init("", .points([.init(5, 5)]))])
      figure.x.ticks = (0..<count).map { Tick((Double($0) + 0.5) * 10 / Double(count), "command-line-\($0 % 10)") }
      figure.rowCount = 15
      return figure
    }
    let level = try #require(Elements.of(SVGRenderer().render(figure(3))))
    let slanting = try #require(Elements.of(SVGRenderer().render(figure(12))))
    func names(_ elements: [Elements.Element]) -> [Elements.Element] {
      elements.filter { $0.words.hasPrefix("command") }
    }
    #expect(names(level).count == 3 && names(level).allSatisfy { $0.attributes["transform"] == nil })
    #expect(names(slanting).count == 12)
    #expect(names(slanting).allSatisfy { $0.attributes["transform"]?.hasPrefix("rotate(-35.00 ") == true })
    let heights = [level, slanting].compactMap { Double($0[0].attributes["height"] ?? "") }
    // "command-line-0": two m at .88, i, l and two hyphens at .36, eight letters and digits at .57 of 12.5 pixels.
    let width = 12.5 * (2 * 0.88 + 4 * 0.36 + 8 * 0.57)
    #expect(abs(heights[1] - heights[0] - width * sin(35 * Double.pi / 180)) < 0.02)
  }

  @Test("nothing to plot is said in words; long titles and many entries make the picture higher, not the plot flat")
  func extremes() throws {
    let empty = try #require(Elements.of(SVGRenderer().render(square([]))))
    #expect(empty.contains { $0.words == "nothing to plot: no values" })
    let names = (0..<40).map {
      Figure.Series("strategy number \($0)", .line([.init(0, Double($0) / 4), .init(10, 5)]))
    }
    let crowded = try #require(
      Elements.of(
        SVGRenderer(width: 300, height: 240).render(
          square(names, title: "long words " + String(repeating: "and more ", count: 30)))))
    let height = try #require(Double(crowded[0].attributes["height"] ?? ""))
    #expect(height > 1_000)
    #expect(
      crowded.filter { $0.name == "text" }.allSatisfy { (Double($0.attributes["y"] ?? "") ?? .infinity) < height })
  }
}
