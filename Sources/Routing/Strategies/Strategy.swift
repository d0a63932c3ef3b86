import Mathematics

/// A way of deciding which models answer a query, before its parameters are chosen for a budget.
public protocol Strategy: Sendable {
  /// Prepares the choice of parameters on the tuning part of `fitted`, for any number of budgets.
  func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner
  /// Whether its parameters are those of the best quality among many, so that its quality on the tuning part flatters it.
  var isChosenByQuality: Bool { get }
  /// What has to be kept of a policy of this strategy to make it again: what `policy(_:)` takes.
  func parameters(of tuned: TunedPolicy) -> PolicyParameters
  /// The policy of kept parameters; `nil` where it needs the traces, or where these are not its parameters.
  func policy(_ parameters: PolicyParameters) -> (any Policy)?
}

extension Strategy {
  /// No: the budget fixes its price, or quality chooses one per step only where cross-validation agrees.
  public var isChosenByQuality: Bool { false }

  /// Prices and thresholds.
  public func parameters(of tuned: TunedPolicy) -> PolicyParameters {
    PolicyParameters(lambdas: tuned.lambdas, thresholds: tuned.thresholds)
  }

  /// None: the policy needs the traces.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? { nil }

  /// A tuned policy of kept parameters; `nil` where it needs the traces.
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

/// A strategy on one bench, ready to choose its parameters for a budget.
public protocol Tuner: Sendable {
  /// The policy of highest mean quality on the tuning part with mean cost <= `budget` (no bound where it is `nil`).
  ///
  /// A budget below the least reachable cost gives the cheapest policy, flagged.
  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The same with one price for all steps, whatever a search step by step would find.
  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy
  /// The policy at a given price for all steps, under the cheap rule; `nil` where the strategy has no price.
  func policy(lambda: Double) -> TunedPolicy?
}

extension Tuner {
  /// The policy for the budget: there is nothing to choose step by step.
  public func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try policy(budget: budget, task: task)
  }

  /// Nothing: the strategy has no price.
  public func policy(lambda: Double) -> TunedPolicy? { nil }
}
