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
    do {
      let fitted = try LatentDifficulty(data, task: task)
      return LatentEstimates(
        fitted, try LatentRegression.fitted(fitted, data, task: task), data, confidences)
    } catch {
      throw .cancelled
    }
  }
}

/// Beliefs about all rows under fitted curves.
private struct LatentEstimates: QualityEstimates {
  private let beliefs: LatentBelief
  private let priors: LatentPriors
  /// The regression on features with its values per row; `nil` where there are only groups.
  private let regression: LatentRegression?
  private let ownPriors: [[SIMD8<Double>]]
  /// The prior of each row, by group.
  private let priorOfRow: [Int]
  private let quality: [Double]
  private let confidences: CalibratedConfidence?
  private let modelCount: Int

  init(
    _ fitted: LatentDifficulty, _ features: (regression: LatentRegression, design: DesignMatrix)?,
    _ data: Dataset, _ confidences: CalibratedConfidence?
  ) {
    regression = features?.regression
    ownPriors = features.map { known in (0..<data.count).map { known.regression.prior(at: known.design[$0]) } } ?? []
    modelCount = data.modelCount
    quality = data.quality
    self.confidences = confidences
    beliefs = LatentBelief(curves: fitted.curves, law: confidences?.law)
    let priors = LatentPriors(fitted.priors(data))
    self.priors = priors
    let column = data.traces.queryColumn("group")
    priorOfRow = data.queryIndices.map { priors.place(of: column?.text(at: $0)) }
  }

  func start(_ row: Int, _ belief: inout Belief) {
    beliefs.start(ownPriors.isEmpty ? priors[priorOfRow[row]] : ownPriors[row], &belief)
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    if let confidences {
      beliefs.observe(model, &belief) { confidences.signals[row * modelCount + $0] }
    } else {
      beliefs.observe(model, truth: quality[row * modelCount + model], &belief)
    }
  }

  func predictor(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any QualityPredictor {
    LatentPredictor(beliefs: beliefs, priors: priors, regression: regression, scales: confidences?.scales)
  }
}
