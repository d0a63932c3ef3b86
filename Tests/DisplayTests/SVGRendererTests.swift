import Display
import Foundation
import Testing

@Suite("SVGRenderer")
struct SVGRendererTests {
  @Test("points stand at the coordinates worked out by hand")
  func coordinates() throws {
    // 600 x 420 with one line of title and one row of legend: the plot goes from 10 + 18 + 32 = 60 down to
    // 420 - 52 - 20 = 348, and from 14 + 8 + the width of "10" (2 * .57 * 12.5 = 14.25) = 36.25 to 600 - 20 = 580.
    let svg = SVGRenderer().render(square([.init("p", .points([.init(0, 0), .init(2, 4), .init(10, 10)]))]))
    let elements = try #require(SVGElements.of(svg))
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

  @Test("the same figure gives the same bytes, all coordinates with two decimals")
  func deterministic() throws {
    let points = (0..<50).map { Figure.Point(Double($0) / 7, Double($0 * $0) / 300) }
    let figure = square([.init("c", .line(points)), .init("", .points([.init(3, 3, label: "m")]))])
    let svg = SVGRenderer().render(figure)
    #expect(svg == SVGRenderer().render(figure))
    for element in try #require(SVGElements.of(svg)) {
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
    let svg = try #require(SVGElements.of(SVGRenderer().render(figure)))
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
      let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
      let words = elements.filter { $0.name == "text" }.map(\.words).filter {
        $0.wholeMatch(of: /[0-9]\.[0-9]{3}/) != nil
      }
      #expect(found.sorted() == values && words.sorted() == values)
    }
  }

  @Test("names without room side by side slant, all of them, and the picture grows by their height")
  func slantingNames() throws {
    func figure(_ count: Int) -> Figure {
      var figure = square([.init("", .points([.init(5, 5)]))])
      figure.x.ticks = (0..<count).map { Tick((Double($0) + 0.5) * 10 / Double(count), "command-line-\($0 % 10)") }
      figure.rowCount = 15
      return figure
    }
    let level = try #require(SVGElements.of(SVGRenderer().render(figure(3))))
    let slanting = try #require(SVGElements.of(SVGRenderer().render(figure(12))))
    func names(_ elements: [SVGElements.Element]) -> [SVGElements.Element] {
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
    let empty = try #require(SVGElements.of(SVGRenderer().render(square([]))))
    #expect(empty.contains { $0.words == "nothing to plot: no values" })
    let names = (0..<40).map {
      Figure.Series("strategy number \($0)", .line([.init(0, Double($0) / 4), .init(10, 5)]))
    }
    let crowded = try #require(
      SVGElements.of(
        SVGRenderer(width: 300, height: 240).render(
          square(names, title: "long words " + String(repeating: "and more ", count: 30)))))
    let height = try #require(Double(crowded[0].attributes["height"] ?? ""))
    #expect(height > 1_000)
    #expect(
      crowded.filter { $0.name == "text" }.allSatisfy { (Double($0.attributes["y"] ?? "") ?? .infinity) < height })
  }
}
