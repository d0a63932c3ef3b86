import Mathematics

/// A way of deciding which models answer a query, before its parameters are chosen for a budget.
public protocol Strategy: Sendable {
  /// Prepares to choose parameters on the tuning part of `fitted`, for any number of budgets.
  func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner
  /// Whether its parameters are chosen for the best quality among many, so that its quality on the tuning part is
  /// optimistic.
  var isChosenByQuality: Bool { get }
  /// The parameters from which `policy(_:)` recreates a policy of this strategy.
  func parameters(of tuned: TunedPolicy) -> PolicyParameters
  /// The policy with the given parameters; `nil` where it needs the traces, or where these are not its parameters.
  func policy(_ parameters: PolicyParameters) -> (any Policy)?
}

extension Strategy {
  /// False: the budget determines the price, and prices per step are accepted only after cross-validation.
  public var isChosenByQuality: Bool { false }

  /// The prices and thresholds.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters {
    PolicyParameters(lambdas: tuned.lambdas, thresholds: tuned.thresholds)
  }

  /// `nil`: the policy needs the traces.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { nil }

  /// A tuned policy with the given parameters; `nil` where it needs the traces.
  public func tuned(
    _ parameters: PolicyParameters, budget: Double?, gamma: Double, isReachable: Bool
  ) -> TunedPolicy? {
    policy(parameters).map {
      TunedPolicy(
        policy: $0, budget: budget, lambdas: parameters.lambdas, thresholds: parameters.thresholds.filter(\.isFinite),
        gamma: gamma, isReachable: isReachable)
    }
  }
}

/// A strategy on fitted traces, ready to choose its parameters for a budget.
public protocol Tuner: Sendable {
  /// The policy of highest mean quality on the tuning part with mean cost <= `budget` (no bound where it is `nil`).
  ///
  /// A budget below the least reachable cost yields the cheapest policy, flagged.
  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The same with one price for all steps, without a search per step.
  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The policy at a given price for all steps, under the low-cost rule; `nil` where the strategy has no price.
  func policy(lambda: Double) -> TunedPolicy?
}

extension Tuner {
  /// The policy for the budget; there are no prices per step.
  public func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try policy(budget: budget, task: task)
  }

  /// `nil`: the strategy has no price.
  public func policy(lambda: Double) -> TunedPolicy? { nil }
}
