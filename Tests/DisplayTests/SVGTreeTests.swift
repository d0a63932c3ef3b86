import Display
import Foundation
import FoundationXML
import Testing

@Suite struct SVGTreeTests {
  @Test func boxesAndBranches() throws {
    let figure = Figure(title: "Paths", tree: TextTreeTests.tree)
    let svg = SVGRenderer().render(figure)
    #expect(svg == SVGRenderer().render(figure))
    #expect(XMLParser(data: Data(svg.utf8)).parse())
    let lines = svg.split(separator: "\n")
    let boxes = lines.filter { $0.hasPrefix("<rect") && $0.contains("rx=") }
    #expect(boxes.count == 5)
    #expect(lines.count { $0.hasPrefix("<path") } == 4)
    // The branch of a quarter is 1 + 13/4 wide.
    #expect(svg.contains("stroke-width=\"4.25\"") && svg.contains(">50% \u{B7} 1<"))
    // The picture is as wide as asked for where the boxes leave room, and holds them all.
    let size = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
    #expect(Double(size.1) == 600)
    for box in boxes {
      let match = try #require(box.firstMatch(of: /x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"/))
      #expect(Double(match.1)! + Double(match.3)! <= 600 && Double(match.2)! + Double(match.4)! <= Double(size.2)!)
    }
    // Three leaves at 46 a row below title and headings: 10 + 18 + 12 + 24 is 64, the middle of the first at 64 + 23.
    #expect(boxes.contains { $0.contains("y=\"69.00\"") })
  }

  /// Widths of DejaVu Sans and its bold, in shares of the size, as their files give them.
  @Test(arguments: [
    ("stop", false, 2.160), ("stop", true, 2.477), ("mixtral-8x7b-instruct-v0.1", false, 13.113),
    ("mixtral-8x7b-instruct-v0.1", true, 14.844), ("Meta-Llama-3.1-405B-Instruct-Turbo", true, 20.618),
  ])
  func textStaysInItsBox(_ label: String, _ isBold: Bool, _ share: Double) throws {
    let node = Figure.Tree.Node(
      label: label, share: 1, isEmphasised: isBold, values: ["100.0%", "0.845", "0.00133"])
    let svg = SVGRenderer().render(Figure(title: "", tree: .init(columns: ["a", "b", "c"], root: node)))
    let elements = try #require(SVGElements.of(svg))
    let box = try #require(elements.first { $0.name == "rect" && $0.attributes["rx"] != nil }).attributes
    let width = try #require(box["width"].flatMap(Double.init))
    // The text has a margin of 8 on both sides.
    #expect(width >= 16 + 13 * share && width >= 16 + 12 * 12.718)
    #expect(width <= 16 + 1.15 * max(13 * share, 12 * 12.718))
  }

  @Test func wideTreesWidenThePicture() throws {
    var node = Figure.Tree.Node(label: "a model of a long name", share: 1, values: ["100%", "2"])
    for _ in 0..<5 { node = Figure.Tree.Node(label: node.label, share: 1, values: ["100%", "2"], children: [node]) }
    let svg = SVGRenderer().render(Figure(title: "", tree: .init(columns: ["queries", "cost"], root: node)))
    let width = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+)/))
    #expect(Double(width.1)! > 1000)
  }
}
