import Display
import Testing
import Workbench

@Suite("HistogramPlot")
struct HistogramPlotTests {
  @Test("bins are equally wide; the last one holds its upper edge")
  func bins() {
    let bars = HistogramPlot(values: [0, 1, 2, 3, 4, 4, 9.9, 10], name: "v", binCount: 5).bars
    #expect(bars.map(\.from) == [0, 2, 4, 6, 8] && bars.map(\.to) == [2, 4, 6, 8, 10])
    #expect(bars.map(\.height) == [2, 2, 2, 0, 2])
  }

  @Test("Freedman and Diaconis: 0...99 has quartiles 24.75 and 74.25, so a width of 99 / 100^(1/3) = 21.3, five bins")
  func rule() {
    let bars = HistogramPlot(values: (0..<100).map(Double.init), name: "v").bars
    #expect(bars.count == 5 && bars.map(\.height) == [20, 20, 20, 20, 20])
  }

  @Test("equal quartiles: Sturges's rule; far outliers: no more bins than the limit")
  func fallback() {
    #expect(HistogramPlot(values: [0, 5, 5, 5, 5, 5, 5, 9], name: "v").bars.count == 4)
    let outlier = (0..<1_000).map { Double($0) / 1_000 } + [1e6]
    #expect(HistogramPlot(values: outlier, name: "v").bars.count == HistogramPlot.binLimit)
  }

  @Test("logarithmic bins have edges in equal ratios, and leave out what is not above zero")
  func logarithmic() {
    let plot = HistogramPlot(values: [1, 10, 100, 1_000, 0, -3, .nan], name: "v", binCount: 3, isLogarithmic: true)
    #expect(plot.bars.map(\.height) == [1, 1, 2])
    for (bar, edge) in zip(plot.bars, [1.0, 10, 100]) { #expect(abs(bar.from / edge - 1) < 1e-12) }
    #expect(plot.figure.notes.last == "3 values left out: not above zero.")
    #expect(plot.figure.x.scale == .log10)
  }

  @Test("every value is counted once, whatever the bins")
  func total() {
    let values = (0..<997).map { Double($0 * 7919 % 1009) / 100 }
    for count in [1, 2, 3, 7, 10, 33, 50] {
      #expect(HistogramPlot(values: values, name: "v", binCount: count).bars.map(\.height).reduce(0, +) == 997)
      let logarithmic = HistogramPlot(values: values, name: "v", binCount: count, isLogarithmic: true)
      #expect(logarithmic.bars.map(\.height).reduce(0, +) == Double(values.count { $0 > 0 }))
    }
  }

  @Test("one value is one bar in the middle, none is said in words")
  func few() {
    let one = HistogramPlot(values: [3, 3], name: "cost", unit: "USD").figure
    #expect(one.series[0].marks == .bars([.init(from: 2.85, to: 3.15, height: 2)]))
    #expect(one.y.ticks?.map(\.label) == ["0", "1", "2"])
    #expect(one.title == "Distribution of cost" && one.x.caption == "cost (USD)")
    #expect(one.notes == ["2 values: mean 3, quartiles 3, 3, 3, from 3 to 3."])
    let none = HistogramPlot(values: [.nan], name: "cost").figure
    let text = TextRenderer().render(none)
    #expect(text == "Distribution of cost\n(nothing to plot: no values)\n1 value left out: not finite.\n")
  }
}
