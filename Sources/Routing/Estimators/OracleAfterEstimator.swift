import Input
import Mathematics
import Traces

/// The truth once a model has run (for instance where a test suite judges), and another estimator before.
///
/// Where quality is always 0 or 1, a run reveals success or failure, independently of other models; otherwise the truth
/// is normal with the covariance of the residuals q - q^ over the train part.
public struct OracleAfterEstimator: QualityEstimator {
  /// The estimator before a model runs.
  public var before: any QualityEstimator

  /// An estimator that uses `before` for models that have not run.
  public init(before: any QualityEstimator) { self.before = before }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    var inner = arguments
    inner.estimator = arguments.values["before"] ?? "constant"
    inner.values["before"] = nil
    self.init(before: try QualityEstimators.estimator(inner))
  }

  /// Estimates for all rows of `data`.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    let fitted = try before.exAnte.fit(data, task: task)
    let isBinary = data.quality.allSatisfy { $0 == 0 || $0 == 1 }
    return JudgedEstimates(
      before: fitted, quality: data.quality, modelCount: data.modelCount,
      covariances: isBinary ? nil : ResidualCovariances(fitted, data))
  }
}

private struct JudgedEstimates: QualityEstimates {
  let before: any QualityEstimates
  let quality: [Double]
  let modelCount: Int
  let covariances: ResidualCovariances?

  func start(_ row: Int, _ belief: inout Belief) {
    before.start(row, &belief)
    belief.startJudged(covariances)
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.observeJudged(model, truth: quality[row * modelCount + model], covariances)
  }

  func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any QualityPredictor {
    // The estimator before a run never sees answers.
    JudgedPredictor(before: try before.predictor(for: .subsets(upTo: 0), task: task), covariances: covariances)
  }
}

/// The truth once a model has run, without the traces.
struct JudgedPredictor: QualityPredictor {
  let before: any QualityPredictor
  let covariances: ResidualCovariances?

  init(before: any QualityPredictor, covariances: ResidualCovariances?) {
    self.before = before
    self.covariances = covariances
  }

  func start(_ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    try before.start(query, &belief)
    belief.startJudged(covariances)
  }

  func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) throws(ServingError) {
    belief.observeJudged(model, truth: try query.answer(\.quality, "quality", of: model), covariances)
  }

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "oracle-after", "before": before.json(models: models),
      "covariance": covariances.map { .matrix($0.full, size: models.count) } ?? .null,
    ]
  }

  init(_ node: JSONNode, models: [String]) throws(JSONShapeError) {
    before = try Predictors.quality(node["before"], models: models)
    covariances = try node["covariance"].optional.map { node throws(JSONShapeError) in
      ResidualCovariances(full: try node.matrix(size: models.count), modelCount: models.count)
    }
  }
}

extension Belief {
  /// Sets the distribution where a run will reveal the truth: normal with these covariances, else success or failure.
  fileprivate mutating func startJudged(_ covariances: ResidualCovariances?) {
    prospect = covariances == nil ? .truth(nil) : .normal
    renewJudged(covariances)
  }

  /// Updates the belief with the true quality of `model`'s answer.
  fileprivate mutating func observeJudged(_ model: Int, truth: Double, _ covariances: ResidualCovariances?) {
    quality[model] = truth
    renewJudged(covariances)
  }

  private mutating func renewJudged(_ covariances: ResidualCovariances?) {
    covariance = covariances?.matrix(after: answeredSet)
    for model in 0..<modelCount {
      let p = min(max(quality[model], 0), 1)
      sigma[model] = hasRun(model) ? 0 : covariances?.sigma[model] ?? (p * (1 - p)).squareRoot()
    }
  }
}
