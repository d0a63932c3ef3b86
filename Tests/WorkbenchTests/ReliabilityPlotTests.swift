import CommandLanguage
import CrouteLanguage
import Routing
import SessionTestSupport
import Testing
import Workbench

@Suite struct ReliabilityPlotTests {
  /// Two bins of 0.1, 0.2, 0.6, 0.8, split at 0.4; half of each is right, give or take 2 x 0.5/sqrt 2.
  private let curve = ReliabilityPlot.Curve(
    "small", ReliabilityCurve([0.8, 0.1, 0.6, 0.2], [1, 0, 0, 1], binCount: 2))

  @Test func oneModelHasItsUncertainty() {
    let figure = ReliabilityPlot(title: "R", curves: [curve]).figure
    #expect(figure.series.map(\.name) == ["estimate = quality", "", "small"])
    #expect(figure.series[0].marks == .line([.init(0, 0), .init(1, 1)]) && figure.series[0].isReference)
    guard case .band(let band) = figure.series[1].marks, case .line(let line) = figure.series[2].marks else {
      Issue.record("no band and line")
      return
    }
    #expect(line.map(\.y) == [0.5, 0.5] && abs(line[0].x - 0.15) < 1e-12 && abs(line[1].x - 0.7) < 1e-12)
    #expect(abs(band[0].low - (0.5 - 0.5.squareRoot())) < 1e-12 && abs(band[1].high - (0.5 + 0.5.squareRoot())) < 1e-12)
  }

  @Test func severalModelsAreLines() {
    let figure = ReliabilityPlot(title: "R", curves: [curve, .init("large", curve.curve)]).figure
    #expect(figure.series.map(\.name) == ["estimate = quality", "small", "large"] && figure.notes.isEmpty)
  }

  /// Alone, a model has the colour that it has among all.
  @Test func aModelKeepsItsColour() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 300\npool mixtral,gpt-4\nfit quality noisy --ante 1 --post 0.5")
    for plot in ["plot reliability", "plot reliability gpt-4"] {
      let terminal = RecordingFrontEnd()
      try interpreter.execute(Source(plot), io: terminal)
      let svg = try #require(terminal.bundles.compactMap(\.svg).last)
      // The second colour, and its line.
      #expect(svg.contains(/<polyline [^>]*stroke="#D55E00"/), "\(plot)")
    }
  }

  @Test func byCommand() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 300\npool gpt-4,mixtral\nfit quality noisy --ante 1 --post 0.5")
    let text = try interpreter.output("plot reliability gpt --post --bins 4")
    #expect(text.contains("Reliability of post-hoc estimates") && text.contains("gpt-4") && text.contains("Shaded"))
    #expect(try interpreter.output("plot reliability").contains("mixtral-8x7b"))
  }
}
