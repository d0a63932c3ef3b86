import Mathematics

/// A strategy that is tuned for each fold on the other folds, where the traces are dealt into folds; itself elsewhere.
///
/// The K policies together serve every query once (in each repeat), so that what is measured is out of fold. Beside them
/// stands the policy tuned on all queries, which is the one to use on queries to come. Each fold gets the budget that
/// buys there what it buys on all queries, see `FoldBudget`. Where every fold's policy gives way to a mixture of single
/// models, so does that of all queries: a strategy that was served nowhere was not measured.
public struct FoldwiseStrategy: Strategy {
  /// The strategy.
  public let strategy: any Strategy

  /// The strategy, tuned fold by fold.
  public init(_ strategy: any Strategy) { self.strategy = strategy }

  /// A tuner of the strategy on all rows and one for each fold.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    if fitted.folds.isEmpty { return try strategy.tuner(for: fitted, task: task) }
    let count = fitted.folds.count + 1
    let whole = try strategy.tuner(for: fitted.toTuneForAll, task: task.step(0, of: count))
    var folds: [any Tuner] = []
    for (index, fold) in fitted.folds.enumerated() {
      folds.append(try strategy.tuner(for: fold, task: task.step(index + 1, of: count)))
    }
    return FoldwiseTuner(whole: whole, folds: folds, budgets: fitted.folds.map { FoldBudget($0.data, of: fitted.data) })
  }

  /// That of the strategy.
  public var isChosenByQuality: Bool { strategy.isChosenByQuality }

  /// Those of the policy tuned on all rows.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters { strategy.parameters(of: tuned) }

  /// The policy of the strategy.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { strategy.policy(parameters) }
}

private struct FoldwiseTuner: Tuner {
  let whole: any Tuner
  let folds: [any Tuner]
  let budgets: [FoldBudget]

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try foldwise(budget, task) { (tuner, own, task) throws(RoutingError) in
      try tuner.policy(budget: budget.map(own), task: task)
    }
  }

  func policies(budgets: [Double], task: TaskContext) throws(RoutingError) -> [TunedPolicy] {
    let count = folds.count + 1
    var tuned = try whole.policies(budgets: budgets, task: task.step(0, of: count))
    for (index, fold) in folds.enumerated() {
      let own = budgets.map { self.budgets[index]($0) }
      for (place, part) in try fold.policies(budgets: own, task: task.step(index + 1, of: count)).enumerated() {
        tuned[place].folds.append(part)
      }
    }
    for place in budgets.indices { tuned[place] = try yielded(tuned[place], budgets[place], task) }
    return tuned
  }

  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try foldwise(budget, task) { (tuner, own, task) throws(RoutingError) in
      try tuner.constantPolicy(budget: own(budget), task: task)
    }
  }

  func policy(lambda: Double) -> TunedPolicy? {
    guard var tuned = whole.policy(lambda: lambda) else { return nil }
    tuned.folds = folds.compactMap { $0.policy(lambda: lambda) }
    return tuned
  }

  /// - Parameter tune: tunes on all rows, or for a fold, for its own part of a budget.
  private func foldwise(
    _ budget: Double?, _ task: TaskContext,
    _ tune: (any Tuner, _ own: (Double) -> Double, TaskContext) throws(RoutingError) -> TunedPolicy
  ) throws(RoutingError) -> TunedPolicy {
    let count = folds.count + 1
    var tuned = try tune(whole, { $0 }, task.step(0, of: count))
    for (index, fold) in folds.enumerated() {
      tuned.folds.append(try tune(fold, { budgets[index]($0) }, task.step(index + 1, of: count)))
    }
    return try budget.map { (budget) throws(RoutingError) in try yielded(tuned, budget, task) } ?? tuned
  }

  /// A policy of which that for all queries gives way to a mixture where those of all folds do.
  private func yielded(
    _ tuned: TunedPolicy, _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> TunedPolicy {
    let reasons = tuned.folds.compactMap(\.fallback)
    guard tuned.fallback == nil, reasons.count == folds.count, let whole = whole as? any YieldingTuner else {
      return tuned
    }
    let mean = Fallback(gain: reasons.map(\.gain).mean, standardError: reasons.map(\.standardError).mean)
    var mixture = try whole.mixture(budget: budget, because: mean, task: task)
    mixture.folds = tuned.folds
    return mixture
  }
}
