import Display
import Testing

@Suite struct AxisScaleTests {
  /// The margins at the left and right of points, as shares of their extent: the axes are the last lines but none.
  private func shares(_ xs: [Double], _ scale: Figure.Scale) throws -> [Double] {
    let figure = Figure(
      title: "T", x: .init("x", scale: scale), y: .init("y"), series: [.init("", .points(xs.map { .init($0, 1) }))])
    let elements = try #require(SVGElements.of(SVGRenderer().render(figure)))
    let places = elements.filter { $0.name == "circle" }.compactMap { Double($0.attributes["cx"] ?? "") }
    let axis = try #require(elements.last { $0.name == "line" }).attributes
    let (left, right) = (try #require(places.min()), try #require(places.max()))
    let ends = ["x1", "x2"].compactMap { Double(axis[$0] ?? "") }
    return [(left - ends[0]) / (right - left), (ends[1] - right) / (right - left)]
  }

  /// 4% of what the values span on either side, in logarithms on a logarithmic axis.
  @Test(arguments: [([0.0, 3, 10], Figure.Scale.linear), ([-7, -5], .linear), ([0.001, 1, 50], .log10)])
  func margins(_ xs: [Double], _ scale: Figure.Scale) throws {
    for margin in try shares(xs, scale) { #expect(abs(margin - 0.04) < 1e-4) }
  }

  private func labels(_ xs: [Double], _ scale: Figure.Scale = .linear, range: ClosedRange<Double>? = nil) -> [String] {
    let figure = Figure(
      title: "T", x: .init("x", scale: scale, range: range), y: .init("y", range: 0...1, ticks: []),
      series: [.init("", .points(xs.map { .init($0, 0.5) }))])
    let lines = TextRenderer(width: 44, height: 10, ascii: true).render(figure).split(separator: "\n")
    return lines[8].split(separator: " ").map(String.init)
  }

  /// One value is shown amid a tenth of its size, or of 1 for zero; on a logarithmic axis amid its half and its double.
  @Test func oneValueHasSurroundings() {
    let hundred = labels([100]).compactMap(Double.init)
    #expect(hundred.count > 2 && hundred.allSatisfy { (89...111).contains($0) } && hundred.contains(100))
    let zero = labels([0]).compactMap(Double.init)
    #expect(zero.contains(0) && zero.contains { $0 > 0.3 } && zero.allSatisfy { abs($0) < 1.1 })
    let log = labels([8], .log10).compactMap(Double.init)
    #expect(log.contains(5) && log.contains(10) && log.allSatisfy { (3.5...17).contains($0) })
  }

  /// Values that agree in more than four digits are not drawn apart to the ends.
  @Test func valuesCloseTogetherHaveTicksThatDiffer() {
    let close = labels([1, 1.000001])
    #expect(close.count >= 2 && Set(close).count == close.count)
    #expect(close.compactMap(Double.init).contains { abs($0 - 1) > 1e-5 })
  }

  /// The least numbers there are lie too close to zero for ticks of their own.
  @Test func valuesNextToZeroAreZero() {
    #expect(labels([0, .leastNonzeroMagnitude]) == labels([0, 0]) && labels([1e-305, 3e-305]) == labels([0, 0]))
    #expect(labels([0, 1e-290]).last == "1e-290")
  }

  /// A range without extent, or down to zero on a logarithmic axis, gives way to that of the values.
  @Test func rangesThatCannotBeShownAreNot() {
    #expect(labels([1, 9], range: 5...5) == labels([1, 9]))
    #expect(labels([1, 9], .log10, range: 0...5) == labels([1, 9], .log10))
    #expect(labels([1, 9], range: 0...20).last == "20")
  }
}
