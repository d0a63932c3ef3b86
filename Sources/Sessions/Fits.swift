import Mathematics
import Routing
import Traces

/// Which quality estimator is fitted, with what.
struct QualityFit: Sendable, Hashable {
  var name: String
  var parameters: [String: String] = [:]
  var seed: UInt64 = 0

  /// The estimator fitted to `data`.
  func fitted(to data: PooledTraces, work: Work) throws(RoutingError) -> any QualityEstimates {
    try QualityEstimators.estimator(arguments).fit(data, work: work)
  }

  private var arguments: EstimatorArguments { EstimatorArguments(estimator: name, values: parameters, seed: seed) }
}

/// Which cost estimator is fitted, with what.
struct CostFit: Sendable, Hashable {
  var name: String
  var parameters: [String: String] = [:]
  var seed: UInt64 = 0

  /// The estimator fitted to `data`.
  func fitted(to data: PooledTraces, work: Work) throws(RoutingError) -> any CostEstimates {
    try CostEstimators.estimator(arguments).fit(data, work: work)
  }

  private var arguments: EstimatorArguments { EstimatorArguments(estimator: name, values: parameters, seed: seed) }
}
