import Mathematics

/// Runs models by their reservation values (Pandora's box): no sets to search, one price, no depth limit.
public struct IndexStrategy: Strategy {
  /// The maximum number of models per query; `nil` for no limit.
  public var maxDepth: Int?

  /// A strategy without a limit by default.
  public init(maxDepth: Int? = nil) { self.maxDepth = maxDepth }

  /// A tuner of one price.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let maxDepth = maxDepth
    return PriceTuner(
      .prices(steps: 1, of: fitted) { IndexPolicy(lambda: $0[0], maxDepth: maxDepth) }, fitted: fitted)
  }

  /// The index policy at the price.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.lambdas.first.map { IndexPolicy(lambda: $0, maxDepth: maxDepth) }
  }
}
