import Display
import Testing

@Suite struct SVGWriterTests {
  @Test("words are escaped, control characters are not written, and the document is well formed")
  func escaping() throws {
    let name = "a<b & \"c\" \u{1}>"
    let figure = square(
      [.init(name, .line([.init(0, 0), .init(1, 1)])), .init("", .points([.init(2, 2, label: name)]))], title: name)
    let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
    let words = elements.filter { $0.name == "text" && $0.attributes["aria-hidden"] == nil }.map(\.words)
    #expect(words.count { $0 == "a<b & \"c\"  >" || $0 == "a<b & \"c\" >" } == 3)
    #expect(elements[0].attributes["aria-label"] == "a<b & \"c\"  >")
  }

  @Test("ten series have ten markers: circles, polygons of three, four and four corners, filled and hollow, crosses")
  func markers() throws {
    let series = (0..<10).map { Figure.Series("", .points([.init(Double($0), 5)])) }
    let elements = try #require(SVGElements.of(SVGRenderer().render(square(series))))
    let markers = elements.filter { element in
      ["circle", "polygon"].contains(element.name) || element.name == "path"
    }
    #expect(
      markers.map(\.name) == [
        "circle", "polygon", "polygon", "polygon", "circle", "polygon", "polygon", "polygon", "path", "path",
      ])
    #expect(markers.indices.filter { markers[$0].attributes["fill"] == "#FFFFFF" } == [4, 5, 6, 7])
    #expect(markers.compactMap { $0.attributes["points"]?.split(separator: " ").count } == [3, 4, 4, 3, 4, 4])
    let shapes = markers.map { "\($0.name)\($0.attributes["fill"] ?? "")\(Self.shape($0.attributes))" }
    #expect(Set(shapes).count == 10)
  }

  /// Where the corners lie relative to the first.
  private static func shape(_ attributes: [String: String]) -> [Int] {
    let numbers = (attributes["points"] ?? attributes["d"] ?? "").matches(of: /[0-9]+\.[0-9]+/).compactMap {
      Double($0.0)
    }
    return numbers.indices.map { Int(((numbers[$0] - numbers[$0 % 2]) * 10).rounded()) }
  }

  /// The outline is a text of its own below the letters, since not every renderer can draw it below those of the same text.
  @Test func halosLieBelowTheirWords() throws {
    let figure = square([.init("", .points([.init(2, 2, label: "a<b")]))])
    let words = try #require(SVGElements.of(SVGRenderer().render(figure))).filter { $0.words == "a<b" }
    #expect(words.map { $0.attributes["stroke"] } == ["#FFFFFF", nil] && words.first?.attributes["fill"] == "none")
    #expect(words.first?.attributes["aria-hidden"] == "true")
    #expect(Set(words.map { [$0.attributes["x"], $0.attributes["y"], $0.attributes["font-size"]] }).count == 1)
  }
}
