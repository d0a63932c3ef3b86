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
