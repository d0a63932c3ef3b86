import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionTestSupport
import Testing
import Workbench

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
    #expect(texts.map(\.label) == ["1.00", "4.00", "4.00"])
  }

  @Test func namesStandInTheOrderOfTheirRows() {
    let names = ["large", "small", "large"]
    let figure = HeatmapPlot(
      title: "T", x: "model", y: "other", value: "v",
      entries: names.enumerated().map { .init(x: .name($1), y: .number(Double($0)), value: 0.5) }
    ).figure
    #expect(figure.x.ticks?.map(\.label) == ["large", "small"])
  }

  /// Names are read from the top, numbers ascend from the bottom.
  @Test func namedRowsAreReadDownwards() {
    let figure = HeatmapPlot(
      title: "T", x: "n", y: "model", value: "v",
      entries: ["first", "second", "third"].map { .init(x: .number(1), y: .name($0), value: 0.5) }
    ).figure
    #expect(figure.y.ticks?.map(\.label) == ["third", "second", "first"])
    let lines = TextRenderer(width: 60, height: figure.rowCount! + 5).render(figure).split(separator: "\n")
    let rows = ["first", "second", "third"].compactMap { name in lines.firstIndex { $0.contains(name + " ┤") } }
    // Fifteen rows of text, five for each of the three.
    #expect(rows == [4, 9, 14])
  }

  /// As in a table, 0 above 3 here, with the cell of (0.5, 0) in the upper row.
  @Test func numberedRowsAreReadDownwardsOnDemand() {
    var plot = plot([1, 2, 4, 6])
    plot.isTabular = true
    #expect(plot.figure.y.ticks?.map(\.label) == ["3", "0"] && plot.figure.x.ticks?.map(\.label) == ["0", "0.5"])
    guard case .cells(let cells, _) = plot.figure.series[0].marks else { return #expect(Bool(false)) }
    #expect(cells.contains(.init(x: 1...2, y: 1...2, value: 1)) && cells.count == 3)
  }

  @Test func downwardsByCommand() throws {
    let interpreter = Interpreter()
    try interpreter.output("sql --as t WITH t(a, b, v) AS (VALUES (1, 0, 5), (1, 3, 6)) SELECT * FROM t;")
    func rows(_ options: String) throws -> [String] {
      try interpreter.output("plot heatmap t" + options).split(separator: "\n").filter { $0.contains(" ┤") }
        .map { String($0.prefix(1)) }
    }
    #expect(try rows("") == ["3", "0"] && rows(" --down") == ["0", "3"])
  }

  /// A value has blanks about it where its cell is wide enough, and is left out where it is too narrow.
  @Test func valuesKeepToTheirCells() {
    func text(columns: Int) -> String {
      let figure = HeatmapPlot(
        title: "T", x: "x", y: "y", value: "v",
        entries: (0..<columns).map { .init(x: .number(Double($0)), y: .number(0), value: $0 == 0 ? 0.5 : 1) }
      ).figure
      return TextRenderer(width: 43, height: 6).render(figure)
    }
    // 43 columns leave 40 (the row's name is one character): cells of 20, 8, 6 and 5 columns for 4 characters.
    #expect(text(columns: 2).contains("· 0.50 ··") && text(columns: 2).contains("█ 1.00 █"))
    #expect(text(columns: 5).contains("· 0.50 ·") && text(columns: 5).contains("█ 1.00 ██ 1.00 █"))
    #expect(text(columns: 8).contains("0.50") && text(columns: 8).contains("█1.00█"))
    #expect(!text(columns: 10).contains("0.50") && text(columns: 10).contains("····"))
    // The picture leaves them out as well: 540 pixels are 13.5 for each of 40 cells, four digits take 26.
    let narrow = HeatmapPlot(
      title: "T", x: "x", y: "y", value: "v",
      entries: (0..<40).map { .init(x: .number(Double($0)), y: .number(0), value: 0.25) }
    ).figure
    #expect(!SVGRenderer().render(narrow).contains(">0.250<"))
  }

  /// WCAG 2: relative luminance from linear red, green and blue; contrast (L1 + .05) / (L2 + .05), 4.5 for small letters.
  @Test func valuesStandOutFromTheirCells() throws {
    func luminance(_ channels: [Double]) -> Double {
      let linear = channels.map { $0 <= 0.03928 * 255 ? $0 / 255 / 12.92 : pow(($0 / 255 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    for isDiverging in [false, true] {
      for share in stride(from: 0, through: 1, by: 0.01) {
        let cell = SVGPalette.shade(share, isDiverging: isDiverging).matches(of: /[0-9]+/).compactMap { Double($0.0) }
        let words = SVGPalette.words(on: share, isDiverging: isDiverging)
        let (a, b) = (luminance(cell), words == "#FFFFFF" ? 1.0 : 0.0)
        #expect((max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5)
      }
    }
    // White on the darkest cell, black on the palest.
    let svg = SVGRenderer().render(plot([1, 2, 4]).figure)
    #expect(svg.contains("fill=\"#FFFFFF\">4.00<") && svg.contains("fill=\"#000000\">1.00<"))
  }

  /// 0.123451 and 0.123452 are told apart by six digits.
  @Test func placesAreToldApart() {
    let figure = HeatmapPlot(
      title: "T", x: "x", y: "y", value: "v",
      entries: [0.123451, 0.123452].map { .init(x: .number($0), y: .number(0), value: 1) }
    ).figure
    #expect(figure.x.ticks?.map(\.label) == ["0.123451", "0.123452"])
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
    #expect(text.hasPrefix("Quality by budget and strategy") && text.contains("mix") && text.contains("routing"))
    #expect(try interpreter.output("plot heatmap").hasPrefix("Quality by budget and cost"))
    // Two columns of names and one of numbers: that is the value, with its unit. There are more models than groups, so
    // they stand one below the other.
    try interpreter.output(
      "sql --as g SELECT model, \"group\", avg(cost) AS mean_cost FROM outcomes JOIN queries USING (query_id) GROUP BY 1, 2;"
    )
    let groups = try interpreter.output("plot heatmap g")
    #expect(groups.hasPrefix("Mean cost by group and model\nmodel\n") && groups.contains("mean cost (USD)"))
  }

  /// A height of 14 leaves 9 lines for 11 rows, that of 80 rows is not asked for: each name has a line, with its own value.
  @Test(arguments: [11, 80], [14, 20]) func everyNameStandsBesideItsOwnValue(count: Int, height: Int) {
    let figure = HeatmapPlot(
      title: "T", x: "x", y: "y", value: "v",
      entries: (0..<count).map { .init(x: .number(0), y: .name("n\($0)"), value: Double($0) + 10) }
    ).figure
    let lines = TextRenderer(width: 60, height: height).render(figure).split(separator: "\n")
    for row in 0..<count {
      let line = lines.first { $0.drop { $0 == " " }.hasPrefix("n\(row) ┤") }
      #expect(line?.contains(" \(row + 10).0 ") == true, "n\(row)")
    }
    // The picture is 20 pixels high for each.
    #expect(figure.rowCount == (count == 11 ? 11 : 80))
  }

  @Test func manyRowsAreCutAloud() {
    let figure = HeatmapPlot(
      title: "T", x: "x", y: "model", value: "v",
      entries: (0..<130).map { .init(x: .number(0), y: .name("n\($0)"), value: 1) }
    ).figure
    #expect(figure.notes == ["The first 100 of 130 values of model are drawn."])
    #expect(figure.y.ticks?.first?.label == "n99" && figure.y.ticks?.last?.label == "n0")
  }
}
