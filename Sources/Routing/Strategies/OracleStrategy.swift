import Mathematics
import Traces

/// Routing by the truth: an upper bound.
///
/// Without a budget the cheapest of the models with the highest true quality, query by query; with one, the budgeted
/// optimum of theorem 1 on the *test* rows with true quality and cost and fractional ties, which no strategy that gives
/// one model's answer can exceed.
public struct OracleStrategy: Strategy {
  /// A strategy without options.
  public init() {}

  /// A tuner on the test rows with the truth as estimates.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    try OwnEstimatesRoutingTuner(Self.truth(fitted.data), data: fitted.data, rows: fitted.data.test, task: task)
  }

  /// The price of the budgeted optimum on `rows` at a budget.
  static func price(at budget: Double, on rows: [Int], of data: Dataset, task: TaskContext) throws(RoutingError)
    -> Double
  {
    let tuner = try RoutingTuner(FittedTraces(data: data, estimates: truth(data)), rows: rows, task: task)
    return try tuner.policy(budget: budget, task: task).lambdas[0]
  }

  private static func truth(_ data: Dataset) -> Estimates {
    let quality = PairedTable(exAnte: data.quality, postHoc: data.quality, modelCount: data.modelCount)
    let cost = PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: data.modelCount)
    let sigma = [Double](repeating: 0, count: data.modelCount)
    return Estimates(quality: PairedQualityEstimates(quality, sigma: sigma), cost: PairedCostEstimates(cost))
  }
}
