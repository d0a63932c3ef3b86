import Mathematics
import Traces

/// Latent difficulty: an answer informs about the query and so about the other models (method, section 8).
///
/// `LatentDifficulty` gives each model's curve; a query starts with a prior from its group and features, and each
/// answer multiplies the weights of theta by its likelihood. With a judge the truth is known once a model has run;
/// otherwise its calibrated confidence is, and models that ran keep a probability as their estimate.
public struct IRTEstimator: QualityEstimator {
  /// Whether the truth is known once a model has run.
  public var isJudged: Bool

  /// An estimator with or without a judge.
  public init(isJudged: Bool) { self.isJudged = isJudged }

  init(_ arguments: EstimatorArguments) { self.init(isJudged: arguments.has("judge")) }

  static let parameters = [
    EstimatorParameter("judge", "the truth is known once a model has run, as with test suites", kind: .flag)
  ]

  /// Estimates for all rows of `data`.
  ///
  /// - Throws: `RoutingError.unsuitable` without a judge where no confidences are recorded.
  public func fit(_ data: Dataset, task: TaskContext) throws(RoutingError) -> any QualityEstimates {
    let confidences = isJudged ? nil : try CalibratedConfidence(data)
    let latent: LatentDifficulty
    let regression: LatentRegression?
    do {
      latent = try LatentDifficulty(data, task: task)
      regression = try LatentRegression.fitted(latent, data, task: task)?.regression
    } catch {
      throw .cancelled
    }
    let fitted = FittedLatentDifficulty(
      beliefs: LatentBelief(curves: latent.curves, law: confidences?.law), priors: LatentPriors(latent.priors(data)),
      regression: regression, scales: confidences?.scales)
    return try RowEstimates(fitted, on: data, task: task)
  }
}
