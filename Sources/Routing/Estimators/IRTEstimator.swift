import Mathematics
import Traces

/// Latent difficulty: what an answer tells of the query tells of the other models too (method, section 8).
///
/// `LatentDifficulty` gives each model's curve; a query starts with the prior of its group, and each answer weighs the
/// values of theta by its likelihood. With a judge the truth is known once a model has run; else its confidence is, made a
/// chance of success by logistic regression per model (Platt), and models that ran keep a chance as their estimate.
public struct IRTEstimator: QualityEstimator {
  /// Whether the truth is known once a model has run.
  public var isJudged: Bool

  /// An estimator with or without a judge.
  public init(isJudged: Bool) { self.isJudged = isJudged }

  init(_ arguments: EstimatorArguments) { self.init(isJudged: arguments.has("judge")) }

  static let parameters = [
    EstimatorParameter("judge", "the truth is known once a model has run, as where tests decide", kind: .flag)
  ]

  /// Estimates for all rows of `data`.
  ///
  /// - Throws: `RoutingError.unsuitable` without a judge where no confidences are recorded.
  public func fit(_ data: PooledTraces, work: Work) throws(RoutingError) -> any QualityEstimates {
    let confidences = isJudged ? nil : try CalibratedConfidence(data)
    do {
      return LatentEstimates(try LatentDifficulty(data, work: work), data, confidences)
    } catch {
      throw .cancelled
    }
  }
}

/// Beliefs about all rows under fitted curves.
private struct LatentEstimates: QualityEstimates {
  private let beliefs: LatentBelief
  private let priors: LatentPriors
  /// The prior that each row starts from.
  private let priorOfRow: [Int]
  private let quality: [Double]
  private let confidences: CalibratedConfidence?
  private let modelCount: Int

  init(_ fitted: LatentDifficulty, _ data: PooledTraces, _ confidences: CalibratedConfidence?) {
    modelCount = data.modelCount
    quality = data.quality
    self.confidences = confidences
    beliefs = LatentBelief(curves: fitted.curves, law: confidences?.law)
    let priors = LatentPriors(fitted.priors(data))
    self.priors = priors
    let column = data.traces.queryColumn("group")
    priorOfRow = data.queryIndices.map { priors.place(of: column?.text(at: $0)) }
  }

  func start(_ row: Int, _ belief: inout Belief) { beliefs.start(priors[priorOfRow[row]], &belief) }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    if let confidences {
      beliefs.observe(model, &belief) { confidences.signals[row * modelCount + $0] }
    } else {
      beliefs.observe(model, truth: quality[row * modelCount + model], &belief)
    }
  }

  func predictor(for reach: PolicyReach, work: Work) throws(RoutingError) -> any QualityPredictor {
    LatentPredictor(beliefs: beliefs, priors: priors, scales: confidences?.scales)
  }
}
