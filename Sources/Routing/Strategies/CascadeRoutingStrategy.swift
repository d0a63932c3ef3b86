import Mathematics

/// Cascade routing (paper, theorem 3): before every run, the best set of models to run in addition to those that have
/// run.
public struct CascadeRoutingStrategy: Strategy {
  /// The options of the search for the best supermodel.
  public var options: SearchOptions
  private let reference: ReferenceFaults

  /// The paper's limit of the number of models per query.
  public static let publishedDepth = 5

  /// A strategy with sets of at most 5 models by default, as in the paper.
  public init(
    options: SearchOptions = SearchOptions(maxDepth: publishedDepth), reference: ReferenceFaults = []
  ) {
    self.options = options
    self.options.reference.formUnion(reference.intersection(.ofSearch))
    self.reference = reference
  }

  /// A tuner of one price per step.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    let options = options
    return PriceTuner(
      .prices(steps: options.depth(modelCount: fitted.data.modelCount), of: fitted) {
        CascadeRoutingPolicy(lambdas: $0, options: options)
      }, fitted: fitted, isReferenceSearch: reference.contains(.searchRangeCollapses))
  }

  /// Cascade routing at these prices.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.lambdas.isEmpty ? nil : CascadeRoutingPolicy(lambdas: parameters.lambdas, options: options)
  }
}
