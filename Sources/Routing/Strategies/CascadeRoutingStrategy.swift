import Glibc
import Mathematics

/// Cascade routing (paper, theorem 3): before every run, the best set of models to run in addition to those that have
/// run.
public struct CascadeRoutingStrategy: Strategy {
  /// The options of the search for the best supermodel.
  public var options: SearchOptions
  private let reference: ReferenceFaults

  /// A strategy with sets of at most 5 models by default.
  public init(options: SearchOptions = SearchOptions(maxDepth: 5), reference: ReferenceFaults = []) {
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

extension PriceTuner.Family {
  /// Policies with a price per step, from 0 to the price at which a whole unit of quality does not pay for the most
  /// expensive model.
  static func prices(
    steps: Int, of fitted: FittedTraces, policy: @escaping @Sendable ([Double]) -> any Policy
  ) -> PriceTuner.Family {
    let dearest = fitted.data.means(of: fitted.data.cost, over: fitted.data.tuningRows).max() ?? 0
    return PriceTuner.Family(
      stepCount: steps, range: 0...(dearest > 0 ? 1 / dearest : 1), moved: { $0 * exp(0.5 * $1) },
      candidateCount: 30,
      hasTies: true,
      policy: policy, describe: { $0.lambdas = $1 })
  }
}
