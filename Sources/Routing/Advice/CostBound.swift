import Mathematics
import Traces

/// Tests of "the mean cost is above the budget" from independent queries (method, section 9).
public enum CostBound {
  /// The costs of fewer queries say nothing about the tail of their distribution.
  public static let fewestQueries = 30

  /// The p-value of the mean of `costs`: by Hoeffding and Bentkus where no query may cost more than a cap, otherwise by the
  /// one-sided bootstrap-t, which holds for many queries only.
  ///
  /// - Parameters:
  ///   - costs: the cost of each query.
  ///   - budget: the mean cost not to exceed.
  ///   - cap: the most that a query may cost; `nil` where nothing bounds it.
  ///   - delta: the error probability at which the p-value is read; it needs so many resamples.
  ///   - seed: the seed of the resampling.
  ///   - task: cancellation and progress of the computation.
  /// - Throws: `RoutingError.cancelled`.
  public static func pValue(
    of costs: [Double], budget: Double, cap: Double?, delta: Double, seed: UInt64, task: TaskContext
  ) throws(RoutingError) -> Double {
    if let cap {
      return cap <= budget
        ? 0 : RiskBound.hoeffdingBentkus(risk: min(1, costs.mean / cap), of: costs.count, level: budget / cap)
    }
    guard costs.count >= fewestQueries else { return 1 }
    let deviation = costs.standardDeviation
    if deviation == 0 { return costs[0] <= budget ? 0 : 1 }
    let own = Double(costs.count).squareRoot() * (costs.mean - budget) / deviation
    let drawn = try studentised(costs, delta: delta, seed: seed, task: task)
    return Double(1 + drawn.count { $0 <= own }) / Double(drawn.count + 1)
  }

  /// The number of queries with costs like these from which the mean is shown to be within the budget; `nil` where it is not
  /// within it, or where it takes more than a million.
  ///
  /// - Parameters: as of the p-value.
  static func queriesNeeded(
    of costs: [Double], budget: Double, cap: Double?, delta: Double, seed: UInt64, task: TaskContext
  ) throws(RoutingError) -> Int? {
    let mean = costs.mean
    if mean >= budget { return nil }
    if let cap {
      return RiskBound.queriesNeeded(risk: mean / cap, isBinary: false, level: budget / cap, delta: delta)
    }
    let drawn = try studentised(costs, delta: delta, seed: seed, task: task).sorted()
    let quantile = drawn.quantile(delta)
    let roots = max(0, -quantile) * costs.standardDeviation / (budget - mean)
    let needed = max(Double(fewestQueries), (roots * roots).rounded(.up))
    return needed <= 1_000_000 ? Int(needed) : nil
  }

  private static func studentised(
    _ costs: [Double], delta: Double, seed: UInt64, task: TaskContext
  ) throws(RoutingError) -> [Double] {
    try Bootstrap(count: max(2000, Int((20 / delta).rounded(.up))), seed: seed).studentised(costs, task: task)
  }
}
