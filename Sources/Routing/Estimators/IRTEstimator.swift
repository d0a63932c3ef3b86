import Glibc
import Mathematics
import Traces

/// Latent difficulty: what an answer tells of the query tells of the other models too (method, section 8).
///
/// `LatentDifficulty` gives each model's curve; a query starts with what its group and features tell, and each answer weighs the
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
      let fitted = try LatentDifficulty(data, work: work)
      return LatentEstimates(fitted, try LatentPriors(fitted, data, work: work), data, confidences)
    } catch {
      throw .cancelled
    }
  }
}

/// Beliefs about all rows under fitted curves.
private struct LatentEstimates: QualityEstimates {
  private let curves: SuccessCurves
  private let logarithms: [(success: [Double], failure: [Double])]
  private let priors: LatentPriors
  private let quality: [Double]
  private let confidences: CalibratedConfidence?
  private let modelCount: Int

  init(
    _ fitted: LatentDifficulty, _ priors: LatentPriors, _ data: PooledTraces, _ confidences: CalibratedConfidence?
  ) {
    let nodes = LatentDifficulty.nodes
    modelCount = data.modelCount
    quality = data.quality
    self.confidences = confidences
    curves = SuccessCurves(fitted.curves.map { curve in nodes.map { curve.value(at: $0) } })
    logarithms = fitted.curves.map { curve in
      let values = nodes.map { curve.logarithms(at: $0) }
      return (values.map(\.success), values.map(\.failure))
    }
    self.priors = priors
  }

  func start(_ row: Int, _ belief: inout Belief) {
    belief.prospect = confidences.map { .signal($0.law) } ?? .truth(curves)
    let prior = priors[row]
    if belief.nodeWeights.count == prior.count {
      for group in prior.indices { belief.nodeWeights[group] = prior[group] }
    } else {
      belief.nodeWeights = prior
    }
    estimate(row, &belief)
  }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) {
    if let confidences {
      let signal = confidences.signals[row * modelCount + model]
      if !signal.isNaN {
        let likelihoods = confidences.law.likelihoods(of: signal, model: model)
        weigh(&belief) { group in
          let chance = curves.chances[model * curves.groups + group]
          return chance * likelihoods.right + (1 - chance) * likelihoods.wrong
        }
      }
    } else {
      let truth = quality[row * modelCount + model]
      belief.quality[model] = truth
      belief.sigma[model] = 0
      if truth == 0 || truth == 1 {
        weigh(&belief) { group in
          let chance = curves.chances[model * curves.groups + group]
          return truth == 1 ? chance : 1 - chance
        }
      } else {
        let (success, failure) = logarithms[model]
        let likelihood = success.indices.map { exp(truth * success[$0] + (1 - truth) * failure[$0]) }.inEights
        weigh(&belief) { likelihood[$0] }
      }
    }
    estimate(row, &belief)
  }

  /// Multiplies the weights of the nodes by a likelihood and brings their sum back to 1.
  @inline(__always)
  private func weigh(_ belief: inout Belief, by likelihood: (Int) -> SIMD8<Double>) {
    var total = SIMD8<Double>()
    for group in 0..<curves.groups {
      belief.nodeWeights[group] *= likelihood(group)
      total += belief.nodeWeights[group]
    }
    let scale = 1 / total.sum()
    for group in 0..<curves.groups { belief.nodeWeights[group] *= scale }
  }

  /// Writes the estimates that follow from the weights of the nodes.
  private func estimate(_ row: Int, _ belief: inout Belief) {
    for model in 0..<modelCount {
      if !belief.hasRun(model) {
        let chance = curves.chance(of: model, belief.nodeWeights)
        belief.quality[model] = chance
        belief.sigma[model] =
          confidences?.law.deviation(of: model, chance: chance) ?? max(0, chance * (1 - chance)).squareRoot()
      } else if let confidences {
        belief.quality[model] = chance(
          of: model, given: confidences.signals[row * modelCount + model], confidences.law, belief.nodeWeights)
        belief.sigma[model] = 0
      }
    }
  }

  /// sum_theta w p (s/rate) / L, the chance that an answer with signal s is right.
  private func chance(of model: Int, given signal: Double, _ law: SignalLaw, _ weights: [SIMD8<Double>]) -> Double {
    if signal.isNaN { return curves.chance(of: model, weights) }
    let likelihoods = law.likelihoods(of: signal, model: model)
    var total = SIMD8<Double>()
    for group in 0..<curves.groups {
      let chance = curves.chances[model * curves.groups + group]
      total +=
        weights[group] * chance * likelihoods.right / (chance * likelihoods.right + (1 - chance) * likelihoods.wrong)
    }
    return total.sum()
  }
}
