import Mathematics

/// Cascading or cascade routing at one price for all steps, as in the paper's ablation.
struct ConstantPriceStrategy: Strategy {
  /// The policy at a price.
  let policy: @Sendable (Double) -> any Policy

  /// Cascade routing.
  static func cascadeRouting(_ options: SearchOptions) -> ConstantPriceStrategy {
    ConstantPriceStrategy { CascadeRoutingPolicy(lambdas: [$0], options: options) }
  }

  /// The optimal cascade.
  static let cascade = ConstantPriceStrategy { CascadePolicy(lambdas: [$0]) }

  func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let policy = policy
    return PriceTuner(.prices(steps: 1, of: fitted) { policy($0[0]) }, fitted: fitted)
  }
}
