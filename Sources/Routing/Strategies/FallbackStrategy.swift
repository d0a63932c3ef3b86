import Mathematics
import Traces

/// A strategy that falls back on mixing single models, budget by budget, where the train and tuning parts show too
/// little gain.
///
/// A price is chosen for its cost and hardly for its gain, and the estimates of a train query come from a fit without
/// it (or, with `irt`, one that depends little on a single query), so the gain on both parts is unbiased, if noisy. It
/// must reach half its standard error (less 0.001): with less, poor estimates survive too often by luck; with more,
/// useful strategies are abandoned where there are few queries. The alternative is the mixture with the same cost plus
/// what the strategy leaves of the budget.
///
/// Strategies chosen by quality among many policies are evaluated on fifths of the tuning part not used for the choice,
/// and must gain a standard error; with too few queries for that, the mixture is used. Prices per step are also chosen
/// by quality, but cross-validation has already required a standard error.
public struct FallbackStrategy: Strategy {
  /// The strategy.
  public let strategy: any Strategy

  /// Adds a fallback to a strategy.
  public init(_ strategy: any Strategy) { self.strategy = strategy }

  /// A tuner of the strategy and of its fallback.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    FallbackTuner(
      tuner: try strategy.tuner(for: fitted, task: task), mix: try MixStrategy().tuner(for: fitted, task: task),
      trials: strategy.isChosenByQuality ? try trials(on: fitted, task) : nil, fitted: fitted)
  }

  /// Those of the strategy, or of the mixture that replaces it.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters {
    tuned.fallback == nil ? strategy.parameters(of: tuned) : MixStrategy().parameters(of: tuned)
  }

  /// The policy of the strategy.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { strategy.policy(parameters) }

  private static let foldCount = 5

  /// For each fifth of the tuning part, the strategy tuned without it.
  private func trials(on fitted: FittedTraces, _ task: TaskContext) throws(RoutingError) -> [FallbackTuner.Trial] {
    let rows = fitted.data.tuningRows
    if rows.count < 2 * Self.foldCount { return [] }
    let key = RandomKey(seed: 0, purpose: "fallback folds")
    let folds = rows.map { Int(key.mixing(fitted.data.queryID($0)).bits % UInt64(Self.foldCount)) }
    var trials: [FallbackTuner.Trial] = []
    for fold in 0..<Self.foldCount {
      let inside = zip(rows, folds).filter { $1 != fold }.map(\.0)
      let outside = zip(rows, folds).filter { $1 == fold }.map(\.0)
      if inside.isEmpty || outside.isEmpty { continue }
      let rest = FittedTraces(data: fitted.data.tuning(on: inside), estimates: fitted.estimates)
      trials.append((try strategy.tuner(for: rest, task: task.untold), outside))
    }
    return trials
  }
}

private struct FallbackTuner: Tuner {
  typealias Trial = (tuner: any Tuner, rows: [Int])

  /// A negligible loss of quality: near the cheapest model all strategies are alike.
  static let negligible = 0.001

  let tuner: any Tuner
  let mix: any Tuner
  /// The trials of a strategy chosen by quality; `nil` for others.
  let trials: [Trial]?
  let fitted: FittedTraces

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    let tuned = try tuner.policy(budget: budget, task: task)
    guard let budget else { return tuned }
    let fallback = try comparison(of: tuned, budget, task.untold)
    if fallback.gain >= needed(fallback) { return tuned }
    var mixture = try mix.policy(budget: budget, task: task.untold)
    mixture.fallback = fallback
    return mixture
  }

  /// The gain of a policy over the mixture that would replace it.
  private func comparison(of tuned: TunedPolicy, _ budget: Double, _ task: TaskContext) throws(RoutingError) -> Fallback
  {
    let data = fitted.data
    var rows = data.tuningRows
    var own = try tuned.outcomes(on: rows, of: fitted, task: task)
    let unspent = max(0, budget - own.meanCost)
    if let trials, !trials.isEmpty { (rows, own) = try outcomes(of: trials, budget, task) }
    if !data.tune.isEmpty {
      rows += data.train
      own.append(try tuned.outcomes(on: data.train, of: fitted, task: task))
    }
    let rival = try MixTuner(
      cost: data.means(of: data.cost, over: rows), quality: data.means(of: data.quality, over: rows)
    )
    .policy(budget: own.meanCost + unspent, task: task)
    let mixed = try rival.outcomes(on: rows, of: fitted, task: task)
    let gains = zip(own.quality, mixed.quality).map { $0 - $1 }
    return Fallback(gain: gains.mean, standardError: gains.standardDeviation / Double(gains.count).squareRoot())
  }

  /// The gain required to keep a policy.
  private func needed(_ fallback: Fallback) -> Double {
    if let trials { return trials.isEmpty ? .infinity : fallback.standardError }
    return 0.5 * fallback.standardError - Self.negligible
  }

  /// The outcomes of the strategy on tuning rows not used for its choice.
  private func outcomes(
    of trials: [Trial], _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> (rows: [Int], outcomes: Outcomes) {
    var rows: [Int] = []
    var outcomes = Outcomes(modelCount: fitted.data.modelCount)
    for trial in trials {
      rows += trial.rows
      outcomes.append(
        try trial.tuner.policy(budget: budget, task: task).outcomes(on: trial.rows, of: fitted, task: task))
    }
    return (rows, outcomes)
  }

  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try tuner.constantPolicy(budget: budget, task: task)
  }

  func policy(lambda: Double) -> TunedPolicy? { tuner.policy(lambda: lambda) }
}
