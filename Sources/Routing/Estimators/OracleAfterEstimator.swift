import Mathematics
import Traces

/// The truth once a model has run, as where a test suite judges, and another estimator before.
///
/// Where quality is always 0 or 1 a run reveals a success or a failure, independent of the others; else what is to come is
/// normal with the covariance of the residuals q - q^ over the train part.
public struct OracleAfterEstimator: QualityEstimator {
  /// What is believed before a model runs.
  public var before: any QualityEstimator

  /// An estimator that knows `before` of the models that have not run.
  public init(before: any QualityEstimator) { self.before = before }

  init(_ arguments: EstimatorArguments) throws(RoutingError) {
    var inner = arguments
    inner.estimator = arguments.values["before"] ?? "constant"
    inner.values["before"] = nil
    self.init(before: try QualityEstimators.estimator(inner))
  }

  /// Estimates for all rows of `data`.
  public func fit(_ data: PooledTraces, work: Work) throws(RoutingError) -> any QualityEstimates {
    let fitted = try before.exAnte.fit(data, work: work)
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
    belief.prospect = covariances == nil ? .truth(nil) : .normal
    renew(&belief)
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    belief.quality[model] = quality[row * modelCount + model]
    renew(&belief)
  }

  private func renew(_ belief: inout Belief) {
    belief.covariance = covariances?.matrix(after: belief.answeredSet)
    for model in 0..<modelCount {
      let p = min(max(belief.quality[model], 0), 1)
      belief.sigma[model] =
        belief.hasRun(model) ? 0 : covariances?.sigma[model] ?? (p * (1 - p)).squareRoot()
    }
  }
}
