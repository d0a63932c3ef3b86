import CommandLanguage
import Display
import Glibc
import Mathematics
import Traces

/// The distribution of values over bins of equal width.
package struct HistogramPlot: Sendable {
  /// The heading; derived from the name if empty.
  package var title: String
  /// The values; those that are not finite are left out and counted.
  package var values: [Double]
  /// The name of the values.
  package var name: String
  /// The unit; may be empty.
  package var unit: String
  /// The number of bins; chosen by the Freedman-Diaconis rule if `nil`.
  package var binCount: Int?
  /// Whether bins are equally wide on a log scale, for values above zero.
  package var isLogarithmic: Bool

  /// The maximum number of bins chosen by the rule.
  package static let binLimit = 50

  /// Creates a plot.
  package init(
    title: String = "", values: [Double], name: String, unit: String = "", binCount: Int? = nil,
    isLogarithmic: Bool = false
  ) {
    self.title = title
    self.values = values
    self.name = name
    self.unit = unit
    self.binCount = binCount
    self.isLogarithmic = isLogarithmic
  }

  /// The values that can be shown, in ascending order.
  private var shown: [Double] { values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }.sorted() }

  /// The bars: bin `i` holds the values in `edge i ..< edge i + 1`, the last one its upper edge as well.
  package var bars: [Figure.Bar] { bars(of: shown) }

  private func bars(of shown: [Double]) -> [Figure.Bar] {
    let sorted = isLogarithmic ? shown.map { log10($0) } : shown
    guard let low = sorted.first, let high = sorted.last else { return [] }
    func bar(_ from: Double, _ to: Double, _ count: Int) -> Figure.Bar {
      isLogarithmic
        ? Figure.Bar(from: pow(10, from), to: pow(10, to), height: Double(count))
        : Figure.Bar(from: from, to: to, height: Double(count))
    }
    if low == high {
      let reach = isLogarithmic ? 0.05 : low == 0 ? 0.5 : 0.05 * abs(low)
      return [bar(low - reach, high + reach, sorted.count)]
    }
    let count = binCount.map { min(max($0, 1), 1_000) } ?? Self.rule(sorted)
    let width = (high - low) / Double(count)
    var counts = [Int](repeating: 0, count: count)
    for value in sorted { counts[min(Int((value - low) / width), count - 1)] += 1 }
    return counts.indices.map { bar(low + Double($0) * width, low + Double($0 + 1) * width, counts[$0]) }
  }

  /// Freedman and Diaconis (1981): bins of width 2 IQR n^(-1/3); Sturges's log2 n + 1 bins where the quartiles are equal.
  private static func rule(_ sorted: [Double]) -> Int {
    let n = Double(sorted.count)
    let width = 2 * (sorted.quantile(0.75) - sorted.quantile(0.25)) / cbrt(n)
    let bins = width > 0 ? (sorted[sorted.count - 1] - sorted[0]) / width : log2(n) + 1
    return Int(min(bins.rounded(.up), Double(binLimit)))
  }

  /// The figure, with mean and quartiles in words.
  package var figure: Figure {
    let shown = shown
    var notes: [String] = []
    if !shown.isEmpty {
      func text(_ value: Double) -> String { Format.significant(value, 4) }
      let quartiles = [0.25, 0.5, 0.75].map { text(shown.quantile($0)) }
      notes.append(
        "\(Format.count(shown.count, "value")): mean \(text(shown.mean)), quartiles \(quartiles.joined(separator: ", ")), "
          + "from \(text(shown[0])) to \(text(shown[shown.count - 1])).")
    }
    let lost = values.count - shown.count
    if lost > 0 {
      notes.append("\(Format.count(lost, "value")) left out: not \(isLogarithmic ? "above zero" : "finite").")
    }
    let bars = bars(of: shown)
    var x = Figure.Axis(name, unit: unit, scale: isLogarithmic ? .log10 : .linear)
    // A single bar stands in the middle third.
    if bars.count == 1, !isLogarithmic {
      x.range = 2 * bars[0].from - bars[0].to...2 * bars[0].to - bars[0].from
    }
    // Counts below ten are whole numbers at the axis too.
    let most = Int(bars.map(\.height).max() ?? 0)
    let ticks = most < 10 ? (0...most).map { Tick(Double($0), "\($0)") } : nil
    return Figure(
      title: title.isEmpty ? "Distribution of \(name)" : title, x: x, y: Figure.Axis("count", ticks: ticks),
      series: [Figure.Series("", .bars(bars))], notes: notes)
  }
}

extension PlotKind {
  static let histogram = PlotKind(
    name: "histogram", summary: "the distribution of quality, cost or another column of numbers",
    argument: Argument("COLUMN", .column)
  ) { context, word in
    guard let word else {
      throw LocatedError(
        .missingArgument("COLUMN", usage: "plot histogram COLUMN"), at: context.invocation.arguments[0])
    }
    let workspace = try context.workspace()
    var models = context.pool(of: workspace)
    if let word = context.invocation.word("model") {
      let name = try context.model(word.text, among: workspace.traces.models, at: word)
      models = models.filter { workspace.traces.models[$0] == name }
    }
    let queries = try context.queries(of: workspace)
    let unit = word.text == "cost" ? workspace.traces.costUnit.label : ""
    let whose = models.count == 1 ? " of \(workspace.traces.models[models[0]])" : ""
    return HistogramPlot(
      title: "Distribution of \(word.text)\(whose)",
      values: try context.at(word) { try workspace.traces.numbers(word.text, of: models, on: queries) },
      name: word.text, unit: unit,
      binCount: try context.invocation.integer("bins", in: 1...1000), isLogarithmic: context.invocation.has("log")
    ).figure
  }
}

extension TraceSet {
  /// The numbers of a column: for quality, cost and other columns of outcomes those of `models`, else one per query.
  ///
  /// - Throws: `TraceError.unknownColumn` for an unknown column, or one without numbers.
  func numbers(_ name: String, of models: [Int], on queries: [Int]) throws(TraceError) -> [Double] {
    func outcomes(_ table: [Double]) -> [Double] {
      queries.flatMap { query in models.map { table[query * modelCount + $0] } }.filter { !$0.isNaN }
    }
    switch name {
    case "quality": return outcomes(quality)
    case "cost": return outcomes(cost)
    default: break
    }
    if case .numbers(let numbers)? = outcomeColumn(name)?.values { return outcomes(numbers) }
    if case .numbers(let numbers)? = queryColumn(name)?.values {
      return queries.map { numbers[$0] }.filter { !$0.isNaN }
    }
    throw .unknownColumn(name, known: plottableColumns)
  }

  /// The numeric columns.
  package var plottableColumns: [String] {
    let numeric = (queryColumns + outcomeColumns).filter { if case .numbers = $0.values { true } else { false } }
    return ["quality", "cost"] + numeric.map(\.name)
  }
}
