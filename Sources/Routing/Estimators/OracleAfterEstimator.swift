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
    let isBinary = data.quality.allSatisfy { $0 == 0 || $0 == 1 || $0.isNaN }
    return JudgedEstimates(
      before: fitted, quality: data.served.quality, modelCount: data.modelCount,
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

  func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    // The estimator before a run never sees answers.
    FittedJudge(before: try before.fitted(for: .subsets(upTo: 0), task: task), covariances: covariances)
  }
}

/// The truth once a model has run, and another fitted estimator before.
struct FittedJudge: FittedEstimator {
  private let before: any FittedEstimator
  private let covariances: ResidualCovariances?

  /// The estimates before any run, and the true qualities of the answers seen.
  struct Evidence: Sendable {
    var exAnte: [Double]
    var truths: [Double]
  }

  init(before: any FittedEstimator, covariances: ResidualCovariances?) {
    self.before = before
    self.covariances = covariances
  }

  func columns(takesAnswers: Bool) -> Set<String> { before.columns(takesAnswers: false) }

  func evidence(of query: QueryState) throws(ServingError) -> Evidence {
    let count = query.estimates.count
    var belief = Belief(modelCount: count)
    var unanswered = query
    unanswered.answered = []
    var predictor = before.predictor()
    try predictor.start(unanswered, &belief)
    var truths = [Double](repeating: .nan, count: count)
    for model in query.answered { truths[model] = try query.answer(\.quality, "quality", of: model) }
    return Evidence(exAnte: belief.quality, truths: truths)
  }

  func start(_ evidence: Evidence, _ belief: inout Belief) {
    belief.quality = evidence.exAnte
    belief.startJudged(covariances)
  }

  func observe(_ model: Int, _ evidence: Evidence, _ belief: inout Belief) {
    belief.observeJudged(model, truth: evidence.truths[model], covariances)
  }

  // MARK: in policy files

  func json(models: [String]) -> JSONValue {
    [
      "estimator": "oracle-after", "before": before.json(models: models),
      "covariance": covariances.map { .matrix($0.full, size: models.count) } ?? .null,
    ]
  }

  init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {
    before = try QualityEstimators.fitted(node["before"], models: models)
    covariances = try node["covariance"].optional.map { node throws(JSONShapeError) in
      ResidualCovariances(full: try node.matrix(size: models.count), modelCount: models.count)
    }
  }

  static func schemas(of target: EstimateTarget) -> [JSONValue] {
    [
      JSONSchema.estimator(
        "oracle-after", description: "the truth once a model has run",
        [
          .init("before", JSONSchema.shared("quality"), "the estimator before a run"),
          .init(
            "covariance", JSONSchema.nullable(JSONSchema.matrix),
            "of (truth - estimate), square, row by row, in pool order; null where quality is 0 or 1"),
        ])
    ]
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
