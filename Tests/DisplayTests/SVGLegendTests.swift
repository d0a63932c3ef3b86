import Display
import TestSupport
import Testing

@Suite struct SVGLegendTests {
  private func legend(_ names: [String]) throws -> [(x: Double, y: Double)] {
    let figure = square(names.map { .init($0, .points([.init(1, 1)])) })
    let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
    return elements.filter { names.contains($0.words) && !$0.words.isEmpty }.compactMap { element in
      guard let x = Double(element.attributes["x"] ?? ""), let y = Double(element.attributes["y"] ?? "") else {
        return nil
      }
      return (x, y)
    }
  }

  /// A marker takes 12 and a gap of 6; 20 letters of 0.57 * 13 are 148.2 wide; 18 to the next: the second begins
  /// 184.2 further, the fourth of 184.2 - 18 would end at 718.8 of 572 and stands on the next line, 20 below.
  @Test func entriesFlow() throws {
    let names = ["a", "b", "c", "d"].map { String(repeating: $0, count: 20) }
    let places = try legend(names)
    #expect(places.count == 4)
    #expect(isClose(places.map { $0.x - 14 - 18 }, [0, 184.2, 368.4, 0], within: 0.011))
    #expect(places[1].y == places[0].y && places[2].y == places[0].y && places[3].y == places[0].y + 20)
  }

  @Test func seriesWithoutNamesHaveNoEntry() throws {
    let places = try legend(["", "one"])
    #expect(places.count == 1 && places[0].x == 32)
  }
}
