import Mathematics

/// A policy whose decisions depend on one price, which can be varied.
public protocol PricedPolicy: Policy {
  /// This policy with one price for all steps.
  func priced(at lambda: Double) -> Self
  /// The models to which `row` is routed as the price changes, with the prices at which two tie as edges; `nil` where
  /// decisions are more than the maximum of q^ - lambda c^.
  func hull(of row: Int, in fitted: FittedTraces) -> UpperHull?
}

extension PricedPolicy {
  /// `nil`.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? { nil }
}

extension RoutingPolicy: PricedPolicy {
  /// Routing at that price.
  public func priced(at lambda: Double) -> RoutingPolicy { RoutingPolicy(lambda: lambda) }

  /// The hull of the ex-ante estimates.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? {
    fitted.estimates.hull(of: row, modelCount: fitted.data.modelCount)
  }
}

extension OwnEstimatesRoutingPolicy: PricedPolicy {
  /// Routing by its own estimates at that price.
  public func priced(at lambda: Double) -> OwnEstimatesRoutingPolicy {
    OwnEstimatesRoutingPolicy(routing: routing.priced(at: lambda), estimates: estimates)
  }

  /// The hull of its own estimates.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? {
    estimates.hull(of: row, modelCount: fitted.data.modelCount)
  }
}

extension CascadePolicy: PricedPolicy {
  /// The cascade with that price at every step.
  public func priced(at lambda: Double) -> CascadePolicy { CascadePolicy(lambdas: [lambda], options: options) }
}

extension CascadeRoutingPolicy: PricedPolicy {
  /// Cascade routing with that price at every step.
  public func priced(at lambda: Double) -> CascadeRoutingPolicy {
    CascadeRoutingPolicy(lambdas: [lambda], options: options)
  }
}

extension IndexPolicy: PricedPolicy {
  /// The index policy at that price.
  public func priced(at lambda: Double) -> IndexPolicy { IndexPolicy(lambda: lambda, maxDepth: maxDepth) }
}

extension Estimates {
  /// The upper hull of the ex-ante (c^, q^) of `row`.
  func hull(of row: Int, modelCount: Int) -> UpperHull {
    var belief = Belief(modelCount: modelCount)
    start(row, &belief)
    return UpperHull(cost: belief.cost, quality: belief.quality)
  }
}
