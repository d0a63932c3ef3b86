import Sessions
import Testing

@Suite struct HeatmapPlotTests {
  private func plot(_ values: [Double]) -> HeatmapPlot {
    HeatmapPlot(
      title: "T", x: "post", y: "ante", value: "gain",
      entries: zip(values, [(0.5, 0.0), (0, 3), (0.5, 3), (0, 3)]).map {
        .init(x: .number($1.0), y: .number($1.1), value: $0)
      })
  }

  @Test func cellsOfEqualSizeInOrder() {
    let figure = plot([1, 2, 4, 6]).figure
    // Across 0, 0.5; upwards 0, 3. The two of (0, 3) are shown as their mean 4.
    #expect(figure.x.ticks?.map(\.label) == ["0", "0.5"] && figure.y.ticks?.map(\.label) == ["0", "3"])
    #expect(
      figure.series[0].marks
        == .cells(
          [
            .init(x: 1...2, y: 0...1, value: 1), .init(x: 0...1, y: 1...2, value: 4),
            .init(x: 1...2, y: 1...2, value: 4),
          ], legend: "gain"))
    #expect(figure.notes == ["1 cell holds the mean of several rows."])
    guard case .texts(let texts) = figure.series[1].marks else {
      Issue.record("no texts")
      return
    }
    #expect(texts.map(\.label) == [" 1.00 ", " 4.00 ", " 4.00 "])
  }

  @Test func namesStandInTheOrderOfTheirRows() {
    let names = ["large", "small", "large"]
    let figure = HeatmapPlot(
      title: "T", x: "model", y: "other", value: "v",
      entries: names.enumerated().map { .init(x: .name($1), y: .number(Double($0)), value: 0.5) }
    ).figure
    #expect(figure.x.ticks?.map(\.label) == ["large", "small"])
  }

  @Test func signsDiverge() {
    // From -1 to 4: the scale goes from -4 to 4. Its middle is pale, -1 on the orange side, 4 the darkest blue.
    let svg = SVGRenderer().render(plot([-1, 0, 4]).figure)
    #expect(svg.contains("rgb(33,102,172)") && svg.contains("rgb(247,247,247)"))
    // -1/4: half way from pale to light orange.
    #expect(svg.contains("rgb(244,205,156)") && svg.contains("-4 to 4 gain"))
    let text = TextRenderer(width: 60).render(plot([-1, 0, 4]).figure)
    #expect(text.contains("▽▽") && text.contains("▲▲") && text.contains("··") && text.contains("-4 ▼▽·△▲ 4 gain"))
    #expect(TextRenderer(width: 60, ascii: true).render(plot([-1, 0, 4]).figure).contains("-4 =-.+# 4 gain"))
    // All of one sign: from the least to the greatest.
    #expect(TextRenderer(width: 60).render(plot([1, 2, 4]).figure).contains("1 ·░▒▓█ 4 gain"))
  }

  @Test func byCommand() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 300\nfit quality noisy --ante 1 --post 0.5")
    try interpreter.output("sweep mix routing --budgets 2 --as s")
    let text = try interpreter.output("plot heatmap s --x budget --y strategy --value quality")
    #expect(text.hasPrefix("quality by budget and strategy") && text.contains("mix") && text.contains("routing"))
    #expect(try interpreter.output("plot heatmap").hasPrefix("quality by budget and cost"))
  }
}
