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
  /// This policy.
  public var priced: (any PricedPolicy)? { self }

  /// `nil`.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? { nil }
}

extension Estimates {
  /// The upper hull of the ex-ante (c^, q^) of `row`.
  func hull(of row: Int, modelCount: Int) -> UpperHull {
    var belief = Belief(modelCount: modelCount)
    start(row, &belief)
    return belief.hull
  }
}

extension Belief {
  /// The upper hull of (c^, q^) of the models that can run.
  var hull: UpperHull {
    offersAll ? UpperHull(cost: cost, quality: quality) : UpperHull(cost: cost, quality: quality, of: offered.models)
  }
}

extension [Double] {
  /// Of the prices of steps the one after `steps` models have run; the last applies to all later steps. An infinite price
  /// counts as 1e290, so that free models keep their value.
  func price(after steps: Int) -> Double { Swift.min(self[Swift.min(steps, count - 1)], 1e290) }
}
