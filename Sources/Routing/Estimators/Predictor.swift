import Input
import Traces

/// A fitted quality estimator without its traces, as stored in a policy file.
///
/// Its belief about a `QueryState` equals that of the fitted estimates about a row with the same values, bit for bit.
public protocol QualityPredictor: Sendable {
  /// Writes the ex-ante means and uncertainty of `query` into `belief`.
  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError)
  /// Updates `belief` with the answer of `model`, already the last of `belief.answered`.
  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError)
  /// The parameters as written in a policy file for a pool of the given models.
  func json(models: [String]) -> JSONValue
}

/// A fitted cost estimator without its traces.
public protocol CostPredictor: Sendable {
  /// Writes the ex-ante costs of `query` into `belief`.
  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError)
  /// Updates `belief` with the cost of `model`, already the last of `belief.answered`.
  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError)
  /// The parameters as written in a policy file for a pool of the given models.
  func json(models: [String]) -> JSONValue
}
