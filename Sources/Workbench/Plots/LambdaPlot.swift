import CommandLanguage
import Display
import Glibc
import Routing

/// A strategy as the price rises: quality and cost, or the share of queries on which each model runs.
package struct LambdaPlot: Sendable {
  /// The strategy.
  package var strategy: String
  /// The changes by price.
  package var steps: PriceSteps
  /// The models, in pool order.
  package var models: [String]
  /// The unit of costs.
  package var unit: String
  /// Whether shares of models are drawn instead of cost and quality.
  package var showsShares: Bool

  /// Creates a plot with the given strategy, steps, models, unit and content.
  package init(strategy: String, steps: PriceSteps, models: [String], unit: String, showsShares: Bool = false) {
    self.strategy = strategy
    self.steps = steps
    self.models = models
    self.unit = unit
    self.showsShares = showsShares
  }

  /// The maximum number of prices drawn; more changes are sampled at prices in equal ratios.
  static let priceLimit = 240

  /// The maximum number of models whose shares are drawn: those that run on most queries at some price.
  static let modelLimit = 8

  /// The prices drawn, ascending: the changes with room on both sides.
  private var prices: [Double] {
    let flips = steps.flips.map(\.lambda).filter { $0 > 0 }
    guard let first = flips.first, let last = flips.last else { return [] }
    // A change within the last thousandth would stretch the axis without visible effect.
    let (low, high) = (max(first, last * 1e-9) / 2, last * 2)
    if flips.count <= Self.priceLimit { return [low] + flips.filter { $0 > low } + [high] }
    return (0...Self.priceLimit).map { low * pow(high / low, Double($0) / Double(Self.priceLimit)) }
  }

  /// The figure.
  package var figure: Figure {
    let prices = prices
    var series: [Figure.Series] = []
    var notes: [String] = []
    if showsShares {
      let shares = prices.map { steps.shares(at: $0, modelCount: models.count) }
      let most = models.indices.map { model in shares.map { $0[model] }.max() ?? 0 }
      let used = models.indices.filter { most[$0] > 0 }
      let ranked = used.sorted { (most[$1], $0) < (most[$0], $1) }
      series = ranked.prefix(Self.modelLimit).sorted().map { model in
        Figure.Series(
          models[model], .step(zip(prices, shares).map { Figure.Point($0, $1[model]) }),
          color: Figure.Series.color(ofPart: model, among: models.count))
      }
      if let next = ranked.dropFirst(Self.modelLimit).first {
        let count = Format.count(used.count - Self.modelLimit, "model")
        notes.append("\(count) left out: none runs on more than \(Format.fixed(100 * most[next], 1))% of queries.")
      }
      let unused = models.count - used.count
      if unused > 0 { notes.append("\(Format.count(unused, "model")) left out: never run at any price.") }
    } else {
      let means = prices.map { steps.means(at: $0) }
      let most = steps.start.cost > 0 ? steps.start.cost : 1
      series = [
        Figure.Series("mean quality", .step(zip(prices, means).map { Figure.Point($0, $1.quality) })),
        Figure.Series("mean cost", .step(zip(prices, means).map { Figure.Point($0, $1.cost / most) })),
      ]
      notes.append("Cost 1 is \(Format.significant(steps.start.cost, 4)) \(unit) per query, the cost at lambda 0.")
    }
    if prices.isEmpty { notes = ["No choice changes with the price."] }
    return Figure(
      title: "\(strategy): \(showsShares ? "which models run" : "quality and cost") as the price rises",
      x: Figure.Axis("lambda", unit: "quality per \(unit)", scale: .log10),
      y: showsShares
        ? Figure.Axis("share of queries", range: 0...1.02)
        : Figure.Axis("mean quality; mean cost, as a share of that at lambda 0"),
      series: prices.isEmpty ? [] : series, notes: notes)
  }
}

extension PlotKind {
  static let lambda = PlotKind(
    name: "lambda", summary: "quality and cost on the tune part against the price, or which models run",
    argument: Argument("STRATEGY", .strategy, isOptional: true)
  ) { context, word in
    let (name, _, fitted, steps) = try context.priceSteps(word, of: context.fittedTraces())
    return LambdaPlot(
      strategy: name, steps: steps, models: fitted.data.models, unit: fitted.data.traces.costUnit.label,
      showsShares: context.invocation.has("shares")
    ).figure
  }
}
