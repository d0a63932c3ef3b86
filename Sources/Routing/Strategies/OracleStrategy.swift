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
    OracleTuner(truth: TruePolicy.bench(bench.data), rows: bench.data.test)
  }
}

private struct OracleTuner: Tuner {
  private let truth: Bench
  private let routing: RoutingTuner

  init(truth: Bench, rows: [Int]) {
    self.truth = truth
    routing = RoutingTuner(truth, rows: rows)
  }

  func policy(budget: Double?, work: Work) throws(RoutingError) -> TunedPolicy {
    var tuned = try routing.policy(budget: budget, work: work)
    tuned.policy = TruePolicy(routing: RoutingPolicy(lambda: tuned.lambdas[0]), data: truth.data)
    return tuned
  }

  func policy(lambda: Double) -> TunedPolicy? {
    TunedPolicy(
      policy: TruePolicy(routing: RoutingPolicy(lambda: lambda), data: truth.data), budget: nil, lambdas: [lambda])
  }
}

/// Routing with the true quality and cost in the place of the estimates.
public struct TruePolicy: Policy {
  let routing: RoutingPolicy
  let data: PooledTraces

  static func bench(_ data: PooledTraces) -> Bench {
    let quality = PairedTable(ante: data.quality, post: data.quality, modelCount: data.modelCount)
    let cost = PairedTable(ante: data.cost, post: data.cost, modelCount: data.modelCount)
    let sigma = [Double](repeating: 0, count: data.modelCount)
    return Bench(
      data: data,
      estimates: Estimates(quality: PairedQualityEstimates(quality, sigma: sigma), cost: PairedCostEstimates(cost)))
  }

  /// A belief that is the truth.
  public func makeScratch(modelCount: Int) -> Belief { Belief(modelCount: modelCount) }

  /// The model of the best true trade-off, then stop.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Belief, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    for model in 0..<data.modelCount {
      scratch.quality[model] = data.quality[row * data.modelCount + model]
      scratch.cost[model] = data.cost[row * data.modelCount + model]
    }
    var nothing: Void
    return routing.next(scratch, row: row, rule: rule, scratch: &nothing, observer: &observer)
  }
}
