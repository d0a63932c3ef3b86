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

  @Test func wideTreesWidenThePicture() throws {
    var node = Figure.Tree.Node(label: "a model of a long name", share: 1, values: ["100%", "2"])
    for _ in 0..<5 { node = Figure.Tree.Node(label: node.label, share: 1, values: ["100%", "2"], children: [node]) }
    let svg = SVGRenderer().render(Figure(title: "", tree: .init(columns: ["queries", "cost"], root: node)))
    let width = try #require(svg.firstMatch(of: /viewBox="0 0 ([0-9.]+)/))
    #expect(Double(width.1)! > 1000)
  }
}
