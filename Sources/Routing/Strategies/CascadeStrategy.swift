import Mathematics

/// The optimal cascade (paper, theorem 2): models in pool order, stopping when no longer prefix has a better trade-off.
public struct CascadeStrategy: Strategy {
  /// How a prefix is valued and which answer is given; the defaults are the optimal cascade.
  public var options: SearchOptions
  private let reference: ReferenceFaults

  /// A strategy that may run all models.
  public init(options: SearchOptions = SearchOptions(), reference: ReferenceFaults = []) {
    self.options = options
    self.options.reference.formUnion(reference.intersection(.ofSearch))
    self.reference = reference
  }

  /// A tuner of one price per step.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let options = options
    return PriceTuner(
      .prices(steps: fitted.data.modelCount, of: fitted) { CascadePolicy(lambdas: $0, options: options) },
      fitted: fitted, isReferenceSearch: reference.contains(.searchRangeCollapses))
  }

  /// The cascade at these prices.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.lambdas.isEmpty ? nil : CascadePolicy(lambdas: parameters.lambdas, options: options)
  }
}
