import Input
import Mathematics
import Traces

/// A fitted estimator: one value that predicts for any query from what is known about it, and that policy files hold.
///
/// What it reads of a query is worked out once, as its *evidence*; the estimates then follow from the evidence, answer by
/// answer. Rows of traces are predicted by the same code (`RowEstimates`), with the evidence of every row kept.
public protocol FittedEstimator: Sendable {
  /// What the estimates of one query depend on, answers included.
  associatedtype Evidence: Sendable = QueryState
  /// Whether it reads what answers say: their texts, log-probabilities and class probabilities.
  static var readsAnswers: Bool { get }
  /// The scale on which it reads confidences; `nil` where it reads none.
  var confidenceScale: ConfidenceScale? { get }
  /// The columns that it reads where they are there, a missing value being no error.
  ///
  /// - Parameter takesAnswers: whether models may have answered.
  func columns(takesAnswers: Bool) -> Set<String>
  /// What the estimator reads of a query and of the answers of `query.answered`.
  ///
  /// - Throws: `ServingError` where a number that it needs is missing.
  func evidence(of query: QueryState) throws(ServingError) -> Evidence
  /// Whether it has what it takes to estimate once the models of `answered` have run.
  func knows(_ answered: ModelSet) -> Bool
  /// Writes the ex-ante means and uncertainty into `belief`.
  func start(_ evidence: Evidence, _ belief: inout Belief)
  /// Takes in the answer of `model`, which already is the last of `belief.answered`.
  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief)
  /// The estimator with all that it needs for the answered sets of `reach`, and no more.
  ///
  /// - Throws: `RoutingError.unsuitable` where these are too many, `RoutingError.cancelled`.
  func reaching(_ reach: PolicyReach, task: TaskContext) throws(RoutingError) -> Self
  /// Its part of a policy file for a pool of the given models; the member `estimator` is its name in the table.
  func json(models: [String]) -> JSONValue
  /// Reads what `json(models:)` writes.
  ///
  /// - Parameters:
  ///   - node: the part of a policy file that `json(models:)` wrote.
  ///   - models: the pool of that policy.
  ///   - target: what it estimates.
  /// - Throws: `JSONShapeError` with the place that is not as it should be.
  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError)
  /// The JSON Schema of what `json(models:)` writes, one for each form that it has.
  static func schemas(of target: EstimateTarget) -> [JSONValue]
}

extension FittedEstimator {
  /// True.
  public static var readsAnswers: Bool { true }

  /// None.
  public var confidenceScale: ConfidenceScale? { nil }

  /// None.
  public func columns(takesAnswers: Bool) -> Set<String> { [] }

  /// True: it depends on no answered set.
  public func knows(_ answered: ModelSet) -> Bool { true }

  /// Itself: it depends on no answered set.
  public func reaching(_ reach: PolicyReach, task: TaskContext) throws(RoutingError) -> Self { self }
}

extension FittedEstimator where Evidence == QueryState {
  /// The query.
  public func evidence(of query: QueryState) -> QueryState { query }
}

/// What an estimator estimates.
public enum EstimateTarget: String, Sendable {
  /// The quality of answers.
  case quality
  /// What runs cost.
  case cost
}

/// An estimator at work on one query after another.
protocol QueryPredicting {
  /// Makes `belief` the ex-ante belief about `query`, which already holds the answers that follow.
  mutating func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError)
  /// Takes in the answer of `model`, which already is the last of `belief.answered`.
  func observe(_ model: Int, _ belief: inout Belief)
}

private struct QueryPredictor<Fitted: FittedEstimator>: QueryPredicting {
  let fitted: Fitted
  private var evidence: Fitted.Evidence?

  init(_ fitted: Fitted) { self.fitted = fitted }

  mutating func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    let found = try fitted.evidence(of: query)
    fitted.start(found, &belief)
    evidence = found
  }

  func observe(_ model: Int, _ belief: inout Belief) {
    if let evidence { fitted.observe(model, evidence, &belief) }
  }
}

extension FittedEstimator {
  /// This estimator at work on one query after another.
  func predictor() -> any QueryPredicting { QueryPredictor(self) }
}
