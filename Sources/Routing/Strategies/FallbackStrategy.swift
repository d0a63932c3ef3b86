import Mathematics
import Traces

/// A strategy that falls back on mixing single models, budget by budget, where these are ahead on the train and tuning
/// parts.
///
/// A price is chosen for what it costs and hardly for what it gains, and the estimates of a train query come from a fit
/// without it (or, with `irt`, that hangs little on a single query), so the gain on both parts is an honest one, if a noisy
/// one. The mixture of the same cost must be ahead by a thousandth plus a quarter of the standard error of the gain:
/// its models were chosen on these queries, the strategy's were not, so being a little ahead means nothing.
///
/// Where the strategy leaves some of the budget, the mixture that spends it all is compared as well. It costs more, so it
/// must be ahead by a whole standard error.
///
/// A strategy that on every query is just as good as one and the same model, at its cost, is replaced by that model: where it
/// would differ on other queries, no query seen has told that it should.
///
/// Strategies chosen by quality from many policies are tried on fifths of the tuning part that the choice has not seen,
/// since their choice is lucky too; where there are too few queries for that, they are given up.
public struct FallbackStrategy: Strategy {
  /// The strategy.
  public let strategy: any Strategy

  /// Adds a fallback to a strategy.
  public init(_ strategy: any Strategy) { self.strategy = strategy }

  /// A tuner of the strategy and of its fallback.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let trials = strategy.isChosenByQuality ? try trials(on: fitted, task) : nil
    return FallbackTuner(
      tuner: try strategy.tuner(for: fitted, task: task), mix: try MixStrategy().tuner(for: fitted, task: task),
      trials: trials, fitted: fitted)
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

private struct FallbackTuner: YieldingTuner {
  typealias Trial = (tuner: any Tuner, rows: [Int])

  /// A negligible loss of quality: near the cheapest model all strategies are alike.
  static let negligible = 0.001
  /// By how many standard errors a mixture of the same cost must be ahead of a strategy.
  static let marginAtEqualCost = 0.25
  /// By how many one that costs more, as the budget allows.
  static let marginAtBudget = 1.0

  let tuner: any Tuner
  let mix: any Tuner
  /// The trials of a strategy chosen by quality; `nil` for others.
  let trials: [Trial]?
  let fitted: FittedTraces
  /// What policies decide on the tuning and on the train part, for all budgets.
  let onTuning: DecisionCache, onTrain: DecisionCache
  /// The rows on which strategy and mixture are compared: of the tuning part, then of the train part.
  let rows: [Int]
  /// The mixtures of least cost and greatest quality on these rows.
  let mixtures: MixTuner

  init(tuner: any Tuner, mix: any Tuner, trials: [Trial]?, fitted: FittedTraces) {
    self.tuner = tuner
    self.mix = mix
    self.trials = trials
    self.fitted = fitted
    let data = fitted.data
    onTuning = DecisionCache(fitted, rows: data.tuningRows)
    onTrain = DecisionCache(fitted, rows: data.train)
    let tuning = trials.flatMap { $0.isEmpty ? nil : $0.flatMap(\.rows) } ?? data.tuningRows
    rows = tuning + (data.tune.isEmpty ? [] : data.train)
    mixtures = MixTuner(
      cost: data.servedMeans(of: data.cost, over: rows), quality: data.servedMeans(of: data.quality, over: rows))
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    let tuned = try tuner.policy(budget: budget, task: task)
    guard let budget else { return tuned }
    let task = task.untold
    let onTrain = fitted.data.tune.isEmpty ? nil : try self.onTrain.outcomes(of: tuned, task: task)
    return try replacement(of: tuned, outcomesOnTuning(of: tuned, task), onTrain, budget, task) ?? tuned
  }

  func policies(budgets: [Double], task: TaskContext) throws(RoutingError) -> [TunedPolicy] {
    var (tuned, onTuning): ([TunedPolicy], [Outcomes]) = ([], [])
    for (index, budget) in budgets.enumerated() {
      let task = task.step(index, of: budgets.count)
      tuned.append(try tuner.policy(budget: budget, task: task))
      onTuning.append(try outcomesOnTuning(of: tuned[index], task.untold))
    }
    let (task, data) = (task.untold, fitted.data)
    let onTrain = data.tune.isEmpty ? nil : try tuned.outcomes(on: data.train, of: fitted, task: task)
    for (index, budget) in budgets.enumerated() {
      let own = tuned[index]
      tuned[index] = try replacement(of: own, onTuning[index], onTrain?[index], budget, task) ?? own
    }
    return tuned
  }

  private func outcomesOnTuning(of tuned: TunedPolicy, _ task: TaskContext) throws(RoutingError) -> Outcomes {
    if let known = tuner as? any CachingTuner { return try known.outcomes(of: tuned, task: task) }
    return try onTuning.outcomes(of: tuned, task: task)
  }

  /// A mixture that is better than a policy, or a single model that is the same; `nil` where there is none.
  ///
  /// - Parameter onTrain: its outcomes on the train part, where the tuning part is another.
  private func replacement(
    of tuned: TunedPolicy, _ onTuning: Outcomes, _ onTrain: Outcomes?, _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> TunedPolicy? {
    let cost = onTuning.meanCost
    var own = onTuning
    if let trials, !trials.isEmpty { own = try outcomes(of: trials, budget, task) }
    if let onTrain { own.append(onTrain) }
    let gain = try self.gain(of: own, overMixingAt: own.meanCost, task)
    if gain.isBehind(by: Self.marginAtEqualCost) || trials?.isEmpty == true {
      return try mixture(budget: budget, because: gain, task: task)
    }
    if budget - cost > 1e-9 * budget {
      let gainAtBudget = try self.gain(of: own, overMixingAt: own.meanCost + (budget - cost), task)
      if gainAtBudget.isBehind(by: Self.marginAtBudget) {
        return try mixture(budget: budget, because: gainAtBudget, task: task)
      }
    }
    if !gain.isNone { return nil }
    var same = try mixture(budget: min(cost, budget), because: gain, task: task)
    same.budget = budget
    return same.gamma <= 1e-9 ? same : nil
  }

  func mixture(budget: Double, because reason: Fallback, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    var mixture = try mix.policy(budget: budget, task: task)
    mixture.fallback = reason
    return mixture
  }

  /// What some outcomes gain over the mixture of a cost.
  private func gain(
    of own: Outcomes, overMixingAt cost: Double, _ task: TaskContext
  ) throws(RoutingError) -> Fallback {
    let mixed = try mixtures.policy(budget: cost, task: task).outcomes(on: rows, of: fitted, task: task)
    let gains = zip(own.quality, mixed.quality).map { $0 - $1 }
    return Fallback(gain: gains.mean, standardError: gains.standardDeviation / Double(gains.count).squareRoot())
  }

  /// The outcomes of the strategy on tuning rows not used for its choice.
  private func outcomes(
    of trials: [Trial], _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> Outcomes {
    var outcomes = Outcomes(modelCount: fitted.data.modelCount)
    for trial in trials {
      outcomes.append(
        try trial.tuner.policy(budget: budget, task: task).outcomes(on: trial.rows, of: fitted, task: task))
    }
    return outcomes
  }

  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try tuner.constantPolicy(budget: budget, task: task)
  }

  func policy(lambda: Double) -> TunedPolicy? { tuner.policy(lambda: lambda) }
}

extension Fallback {
  /// Whether the gain is a loss of so many standard errors, and no negligible one.
  fileprivate func isBehind(by margin: Double) -> Bool {
    gain < -margin * standardError - FallbackTuner.negligible
  }
}
