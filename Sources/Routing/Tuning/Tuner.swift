import Mathematics

/// A strategy on fitted traces, ready to choose its parameters for a budget.
public protocol Tuner: Sendable {
  /// The policy of highest mean quality on the tuning part with mean cost <= `budget` (no bound where it is `nil`).
  ///
  /// A budget below the least reachable cost yields the cheapest policy, flagged.
  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The same for each of some budgets; what they have in common is computed once.
  func policies(budgets: [Double], task: TaskContext) throws(RoutingError) -> [TunedPolicy]
  /// The same with one price for all steps, without a search per step.
  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The policy at a given price for all steps, under the low-cost rule; `nil` where the strategy has no price.
  func policy(lambda: Double) -> TunedPolicy?
}

/// A tuner that knows what its policies do on the tuning part.
protocol CachingTuner: Tuner {
  /// The outcomes on the tuning part of a policy that it chose.
  func outcomes(of tuned: TunedPolicy, task: TaskContext) throws(RoutingError) -> Outcomes
}

/// A tuner whose policies may give way to mixtures of single models.
protocol YieldingTuner: Tuner {
  /// The mixture for a budget, for a reason found elsewhere.
  func mixture(budget: Double, because reason: Fallback, task: TaskContext) throws(RoutingError) -> TunedPolicy
}

extension Tuner {
  /// The policy for each budget, one after another.
  public func policies(budgets: [Double], task: TaskContext) throws(RoutingError) -> [TunedPolicy] {
    var tuned: [TunedPolicy] = []
    for (index, budget) in budgets.enumerated() {
      tuned.append(try policy(budget: budget, task: task.step(index, of: budgets.count)))
    }
    return tuned
  }

  /// The policy for the budget; there are no prices per step.
  public func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try policy(budget: budget, task: task)
  }

  /// `nil`: the strategy has no price.
  public func policy(lambda: Double) -> TunedPolicy? { nil }
}
