import Mathematics
import Traces

/// Routing by the truth: what nobody can do, as a bound.
///
/// Without a budget the cheapest of the models with the highest true quality, query by query; with one the budgeted
/// optimum of theorem 1 on the *test* rows with true quality and cost and fractional ties, which no strategy that gives
/// one model's answer can exceed.
public struct OracleStrategy: Strategy {
  /// A strategy without options.
  public init() {}

  /// A tuner on the test rows with the truth as estimates.
  public func tuner(for bench: Bench, work: Work) throws(RoutingError) -> any Tuner {
    SubstituteRoutingTuner(Self.truth(bench.data), data: bench.data, rows: bench.data.test)
  }

  /// The price of the budgeted optimum on `rows` at a budget.
  static func price(at budget: Double, on rows: [Int], of data: PooledTraces, work: Work) throws(RoutingError) -> Double
  {
    let tuner = RoutingTuner(Bench(data: data, estimates: truth(data)), rows: rows)
    return try tuner.policy(budget: budget, work: work).lambdas[0]
  }

  private static func truth(_ data: PooledTraces) -> Estimates {
    let quality = PairedTable(ante: data.quality, post: data.quality, modelCount: data.modelCount)
    let cost = PairedTable(ante: data.cost, post: data.cost, modelCount: data.modelCount)
    let sigma = [Double](repeating: 0, count: data.modelCount)
    return Estimates(quality: PairedQualityEstimates(quality, sigma: sigma), cost: PairedCostEstimates(cost))
  }
}
