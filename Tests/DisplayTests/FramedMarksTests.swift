import Display
import Testing

@Suite struct FramedMarksTests {
  private func fills(_ series: [Figure.Series]) throws -> [[String: String]] {
    let elements = try #require(SVGElements.of(SVGRenderer().render(square(series))))
    // The first is the background.
    return elements.filter { $0.name == "rect" }.dropFirst().map(\.attributes)
  }

  /// With values below and above zero the colours are spread over as much on either side, so that zero is in the middle:
  /// -1 of -4...4 lies at 0.375, between the second and the third of five colours.
  @Test func coloursDivergeAtZero() throws {
    let cells = [-1.0, 0, 4].enumerated().map { index, value in
      Figure.Cell(x: Double(index)...Double(index + 1), y: 0...1, value: value)
    }
    let colors = try fills([.init("", .cells(cells, legend: "gain"))]).prefix(3).map { $0["fill"] }
    #expect(colors == ["rgb(244,205,156)", "rgb(247,247,247)", "rgb(33,102,172)"])
  }

  /// One value has the colour in the middle; what is no number is left out.
  @Test func cellsOfOneValue() throws {
    let cells = [Figure.Cell(x: 0...1, y: 0...1, value: 7), Figure.Cell(x: 1...2, y: 0...1, value: .nan)]
    let colors = try fills([.init("", .cells(cells, legend: ""))]).map { $0["fill"] }
    #expect(colors.filter { $0 == "rgb(107,174,214)" }.count == 2)  // the cell, and the third of five in the legend
    #expect(colors.count == 6)
  }

  /// The plot is 308 pixels for 10 units: a bar of 5 is 154 high, one of 20 ends at the edge, one below is not drawn.
  @Test func barsEndAtTheFrame() throws {
    let bars = try fills([
      .init(
        "",
        .bars([
          .init(from: 0, to: 1, height: 5), .init(from: 1, to: 2, height: 20), .init(from: 11, to: 12, height: 5),
          .init(from: 3, to: 4, height: .infinity),
        ]))
    ])
    #expect(bars.map { $0["height"] } == ["154.00", "308.00"])
  }

  /// Series take colours in turn; references take none, and a series may share that of another.
  @Test func coloursInTurn() throws {
    let bar = Figure.Marks.bars([.init(from: 0, to: 1, height: 5)])
    let colors = try fills([
      .init("", bar), .init("", bar, isReference: true), .init("", bar), .init("", bar, color: 0), .init("", bar),
    ]).map { $0["fill"] }
    #expect(colors == ["#0072B2", "#767676", "#D55E00", "#0072B2", "#009E73"])
  }
}
