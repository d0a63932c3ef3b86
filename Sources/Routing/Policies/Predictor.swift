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

/// The reasons why a deployed policy cannot decide on a query.
public enum ServingError: Error, Equatable, Sendable {
  /// A number needed by the policy's estimator is missing: `field` of `estimates` or `answers`, for a model by index in
  /// the pool.
  case missing(of: Part, field: String, model: Int)
  /// The policy never runs these models in this order (by index in the pool).
  case unreachable([Int])

  /// The part of a query that lacks something.
  public enum Part: String, Sendable {
    case estimates, answers
  }
}

extension QueryState {
  /// A number among a model's estimates.
  func estimate(
    _ path: KeyPath<Estimate, Double>, _ field: String, of model: Int
  ) throws(ServingError) -> Double {
    let value = estimates[model][keyPath: path]
    if value.isNaN { throw .missing(of: .estimates, field: field, model: model) }
    return value
  }

  /// A number of a model's answer.
  func answer(_ path: KeyPath<Answer, Double>, _ field: String, of model: Int) throws(ServingError) -> Double {
    let value = answers[model][keyPath: path]
    if value.isNaN { throw .missing(of: .answers, field: field, model: model) }
    return value
  }
}
