import Display
import Input
import Mathematics
import Routing
import Traces

/// A strategy as its budget moves: cost, quality, and the share of queries on which each model runs.
package struct BudgetSlider {
  /// What is shown.
  package let slider: Slider
  /// The budgets, with what each gives.
  package let json: JSONValue

  /// How many budgets there are, evenly spaced between the least possible cost and that of price 0.
  static let budgetCount = 41
  /// The most models whose shares are shown: those that run most at some budget.
  static let modelLimit = 10

  /// - Parameters:
  ///   - strategy: its name.
  ///   - tuner: what finds its price for a budget.
  ///   - steps: its changes by price.
  ///   - fitted: the traces with estimates.
  ///   - task: cancellation and progress.
  package init(
    strategy: String, tuner: any Tuner, steps: PriceSteps, fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) {
    let data = fitted.data
    let unit = data.traces.costUnit.label
    let least = steps.flips.reduce(steps.start.cost) { min($0, $1.above.cost) }
    var mixtures: [Mixture] = []
    for index in 0..<Self.budgetCount {
      let budget = least + (steps.start.cost - least) * Double(index) / Double(Self.budgetCount - 1)
      mixtures.append(
        try Mixture(budget, tuner, rows: steps.rows, fitted, task: task.step(index, of: Self.budgetCount)))
    }
    let most = data.models.indices.map { model in mixtures.map { $0.shares[model] }.max() ?? 0 }
    let shown = data.models.indices.filter { most[$0] > 0 }.sorted { (most[$1], $0) < (most[$0], $1) }
      .prefix(Self.modelLimit).sorted()
    let singles = zip(
      data.means(of: data.cost, over: steps.rows), data.means(of: data.quality, over: steps.rows))
    let frontier = FrontierPlot(
      title: "\(strategy) as its budget moves",
      curves: [.init(strategy, mixtures.map { .init(cost: $0.cost, quality: $0.quality) })],
      singles: zip(data.models, singles).map { .init($0, cost: $1.0, quality: $1.1) }, costUnit: "\(unit) per query")
    slider = Slider(
      "budget", over: frontier.figure, numbers: ["lambda", "gamma", "quality", "cost (\(unit))"],
      parts: shown.map { data.models[$0] },
      settings: mixtures.map { mixture in
        Slider.Setting(
          .number(mixture.budget, digits: 4), point: Figure.Point(mixture.cost, mixture.quality),
          numbers: [
            .number(mixture.lambda, digits: 5), .fixed(mixture.gamma, decimals: 3),
            .fixed(mixture.quality, decimals: 4), .number(mixture.cost, digits: 4),
          ], shares: shown.map { mixture.shares[$0] })
      })
    json = .array(
      mixtures.map { mixture in
        [
          "budget": .number(mixture.budget), "lambda": .number(mixture.lambda), "gamma": .number(mixture.gamma),
          "quality": .number(mixture.quality), "cost": .number(mixture.cost),
          "shares": .object(
            data.models.indices.filter { mixture.shares[$0] > 0 }.map {
              .init(data.models[$0], .number(mixture.shares[$0]))
            }),
        ]
      })
  }
}

/// What a budget gives: both sides of the tie at its price, mixed by gamma.
private struct Mixture {
  let budget: Double
  let lambda: Double
  let gamma: Double
  let cost: Double
  let quality: Double
  /// The share of queries on which each model runs.
  let shares: [Double]

  init(
    _ budget: Double, _ tuner: any Tuner, rows: [Int], _ fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) {
    let tuned = try tuner.constantPolicy(budget: budget, task: task)
    (self.budget, lambda, gamma) = (budget, tuned.lambdas.first ?? 0, tuned.gamma)
    let low = try tuned.policy.outcomes(on: rows, of: fitted, rule: .lowestCost, task: task.untold)
    let high = gamma == 0 ? low : try tuned.policy.outcomes(on: rows, of: fitted, rule: .highestCost, task: task.untold)
    func mixed(_ low: Double, _ high: Double) -> Double { (1 - tuned.gamma) * low + tuned.gamma * high }
    cost = mixed(low.meanCost, high.meanCost)
    quality = mixed(low.meanQuality, high.meanQuality)
    shares = zip(low.ran, high.ran).map { mixed($0, $1) / Double(rows.count) }
  }
}
