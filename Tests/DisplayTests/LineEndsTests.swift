import Display
import Testing

@Suite struct LineEndsTests {
  /// Rows are 15 apart: three names that want the same place are centred there, one far away stays, and all keep within
  /// the bounds.
  @Test func spreading() {
    #expect(LineEnds.spread([100, 100, 100, 200], from: 0, to: 300) == [85, 100, 115, 200])
    #expect(LineEnds.spread([1, 2], from: 0, to: 300) == [0, 15])
    #expect(LineEnds.spread([299, 300], from: 0, to: 300) == [285, 300])
    #expect(LineEnds.spread([50, 60, 90], from: 0, to: 300) == [47.5, 62.5, 90])
    #expect(LineEnds.spread([], from: 0, to: 300) == [])
    // More than there is room for begin at the top.
    #expect(LineEnds.spread([5, 5, 5], from: 0, to: 20) == [0, 15, 30])
  }

  @Test func namesStandOnTheRightInThePlaceOfALegend() throws {
    func figure(_ name: String) -> Figure {
      Figure(
        title: "T", x: .init("x"), y: .init("y"),
        series: [
          .init("hull", .line([.init(0, 0), .init(1, 1)]), isReference: true),
          .init(name, .line([.init(0, 0), .init(1, 1)])),
        ])
    }
    /// Where words begin in the picture of 600 pixels; `nil` unless they are there once.
    func place(of words: String, in svg: String) -> Double? {
      let lines = svg.split(separator: "\n").filter { $0.contains(">\(words)<") }
      return lines.count == 1 ? lines[0].firstMatch(of: /x="([0-9.]+)"/).flatMap { Double($0.1) } : nil
    }
    let svg = SVGRenderer().render(figure("routing"))
    #expect(try #require(place(of: "routing", in: svg)) > 520)
    #expect(try #require(place(of: "hull", in: svg)) < 100)
    // A name that is too long for that stands in the legend.
    let long = String(repeating: "x", count: 40)
    #expect(try #require(place(of: long, in: SVGRenderer().render(figure(long)))) < 200)
  }
}
