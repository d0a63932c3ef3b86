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
    let data = bench.data
    let quality = PairedTable(ante: data.quality, post: data.quality, modelCount: data.modelCount)
    let cost = PairedTable(ante: data.cost, post: data.cost, modelCount: data.modelCount)
    let sigma = [Double](repeating: 0, count: data.modelCount)
    let truth = Estimates(quality: PairedQualityEstimates(quality, sigma: sigma), cost: PairedCostEstimates(cost))
    return SubstituteRoutingTuner(truth, data: data, rows: data.test)
  }
}
