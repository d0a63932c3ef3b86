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
