import Display
import Testing
import Workbench

@Suite("FrontierPlot")
struct FrontierPlotTests {
  private let plot = FrontierPlot(
    title: "Three models",
    curves: [
      .init("routing", [.init(cost: 3, quality: 0.8), .init(cost: 1, quality: 0.5), .init(cost: 2, quality: 0.7)])
    ],
    singles: [.init("small", cost: 1, quality: 0.5), .init("large", cost: 3, quality: 0.75)],
    hull: [.init(cost: 1, quality: 0.5), .init(cost: 3, quality: 0.75)], costUnit: "USD per query")

  @Test("curves stand by ascending cost between the hull behind and the models in front")
  func figure() {
    let figure = plot.figure
    #expect(figure.title == "Three models")
    #expect(figure.x.caption == "mean cost (USD per query)" && figure.y.caption == "mean quality")
    #expect(figure.series.map(\.name) == ["hull of single models", "routing", "single models"])
    #expect(figure.series.map(\.isReference) == [true, false, true])
    #expect(figure.series[1].marks == .line([.init(1, 0.5), .init(2, 0.7), .init(3, 0.8)]))
    #expect(figure.series[2].marks == .points([.init(1, 0.5, label: "small"), .init(3, 0.75, label: "large")]))
  }

  /// As many as there are letters, a to z and A to Z.
  @Test(arguments: [52, 53]) func ofManyModelsThoseOnTheHullAreNamed(_ count: Int) throws {
    var many = plot
    many.singles += (2..<count).map { .init("m\($0)", cost: 2, quality: 0.1 + Double($0) / 1000) }
    guard case .points(let points) = many.figure.series[2].marks else { throw CancellationError() }
    #expect(points.compactMap(\.label).count == (count == 52 ? 52 : 2) && points.count == count)
    #expect(points.prefix(2).map(\.label) == ["small", "large"])
    #expect(many.figure.notes == (count == 52 ? [] : ["Of 53 single models those on the hull are named."]))
  }

  @Test("a logarithmic cost axis says so")
  func logarithmic() {
    var plot = plot
    plot.isLogarithmic = true
    #expect(plot.figure.x.caption == "mean cost (USD per query, log scale)")
  }

  @Test("in the terminal: models as letters on their places, the curve above its hull")
  func rendered() {
    let lines = TextRenderer(width: 40, height: 12, ascii: true).render(plot.figure).split(separator: "\n")
    #expect(lines.last == "single models:  a small  b large")
    #expect(lines.dropLast().last == ".. hull of single models   * routing")
    // Both axes get 4% of margin: x from .92 to 3.08, y from .488 to .812. With ticks at .6 and .8 the canvas is 35 x 7
    // cells, 70 x 28 dots: small is at dot (.08 / 2.16 * 69, (1 - .012 / .324) * 27) = (3, 26), large at (66, 5).
    #expect(Array(lines[2 + 26 / 4])[5 + 3 / 2] == "a")
    #expect(Array(lines[2 + 5 / 4])[5 + 66 / 2] == "b")
  }

  @Test("without hull, models or points there is still a figure")
  func empty() {
    #expect(FrontierPlot(curves: []).figure.series.isEmpty)
    #expect(TextRenderer().render(FrontierPlot(curves: [.init("x", [])]).figure).contains("nothing to plot"))
  }
}
