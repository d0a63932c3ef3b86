import Mathematics
import Traces

/// A strategy's frontier: tuned for each budget on the tuning part, measured on the test part.
public struct Frontiers: Sendable {
  /// One strategy's frontier.
  public struct Curve: Sendable {
    /// The canonical name of the strategy.
    public var name: String
    /// One point per budget, in the order of the budgets.
    public var points: [FrontierPoint]
    /// The area under the points, on a scale of 100.
    public var area: Double
  }

  /// The budgets, ascending.
  public var budgets: [Double]
  /// The strategies, in the order asked for.
  public var curves: [Curve]
  /// Mean test cost and quality of each model, in pool order.
  public var singles: [(cost: Double, quality: Double)]
  /// The area under the hull of the single models.
  public var linearBaseline: Double
}

/// One budget of a frontier.
public struct FrontierPoint: Sendable {
  /// The policy chosen for the budget.
  public var tuned: TunedPolicy
  /// What it does on the test part, in expectation over the draw between the tie rules.
  public var outcomes: Outcomes
}

/// Tunes and measures strategies over budgets.
public enum Sweep {
  /// Mean cost and quality over the test part of each model by itself, in pool order.
  public static func singles(of data: PooledTraces) -> [(cost: Double, quality: Double)] {
    Array(zip(data.means(of: data.cost, over: data.test), data.means(of: data.quality, over: data.test)))
      .map { (cost: $0, quality: $1) }
  }

  /// The frontiers of `strategies` on `bench`.
  public static func frontiers(
    of strategies: [(name: String, strategy: any Strategy)], on bench: Bench, budgets: Budgets, work: Work
  ) throws(RoutingError) -> Frontiers {
    let values = budgets.values(singles: singles(of: bench.data))
    return try frontiers(strategies.map(\.name), on: bench, budgets: values, work: work) {
      index, work throws(RoutingError) in
      let count = values.count + 1
      let tuner = try strategies[index].strategy.tuner(for: bench, work: work.step(0, of: count))
      var tuned: [TunedPolicy] = []
      for (index, budget) in values.enumerated() {
        tuned.append(try tuner.policy(budget: budget, work: work.step(index + 1, of: count)))
      }
      return tuned
    }
  }

  /// The frontiers of policies that were tuned before, measured on the test part of `bench`.
  ///
  /// - Parameters:
  ///   - policies: for each strategy one policy per budget.
  ///   - budgets: what they were tuned for.
  public static func frontiers(
    of policies: [(name: String, tuned: [TunedPolicy])], on bench: Bench, budgets: [Double], work: Work
  ) throws(RoutingError) -> Frontiers {
    try frontiers(policies.map(\.name), on: bench, budgets: budgets, work: work) { index, _ in policies[index].tuned }
  }

  /// The frontiers of the policies that `tune` gives for each strategy, all budgets of one in one pass over the test part.
  private static func frontiers(
    _ names: [String], on bench: Bench, budgets: [Double], work: Work,
    tune: (_ strategy: Int, Work) throws(RoutingError) -> [TunedPolicy]
  ) throws(RoutingError) -> Frontiers {
    let singles = singles(of: bench.data)
    var curves: [Frontiers.Curve] = []
    for (index, name) in names.enumerated() {
      let work = work.step(index, of: names.count)
      work.progress(0)
      let tuned = try tune(index, work.step(0, of: 2))
      let outcomes = try tuned.outcomes(on: bench.data.test, of: bench, work: work.step(1, of: 2))
      let points = zip(tuned, outcomes).map { FrontierPoint(tuned: $0, outcomes: $1) }
      let area = Frontier.area(under: points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) }, singles: singles)
      curves.append(Frontiers.Curve(name: name, points: points, area: area))
    }
    return Frontiers(
      budgets: budgets, curves: curves, singles: singles, linearBaseline: Frontier.linearBaseline(singles: singles))
  }
}
