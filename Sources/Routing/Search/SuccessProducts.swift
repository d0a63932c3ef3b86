/// E[max] where running a model reveals the truth, 0 or 1, and probabilities depend on one hidden variable theta:
///
///     E[max] = 1 - (1 - m) sum_theta w(theta) prod_{i in M} (1 - p_i(theta))
///
/// with m the best quality already in hand (0 with nothing run). Monotone and submodular in M, like every expected
/// maximum. Without curves there is a single value of theta, at which the probabilities are the estimates.
struct SuccessProducts: ExpectedMaxEvaluator {
  private let modelCount: Int
  private var curves: SuccessCurves?
  private var groups = 1
  /// 1 - p_i, a row per model.
  private var failures: [SIMD8<Double>] = []
  /// p_i, a row per model.
  private var chances: [SIMD8<Double>] = []
  /// (1 - m) w.
  private var weights: [SIMD8<Double>] = []
  /// The remaining weights at each level: the probability of no success, by theta.
  private var levels: [SIMD8<Double>] = []
  private var answered = ModelSet()

  init(modelCount: Int) {
    self.modelCount = modelCount
    chances = [SIMD8<Double>](repeating: .zero, count: modelCount)
    failures = chances
    levels = [SIMD8<Double>](repeating: .zero, count: modelCount + 1)
    weights = [.zero]
  }

  mutating func begin(_ belief: Belief) -> Double {
    answered = belief.answeredSet
    var hand = 0.0
    for model in belief.answered { hand = max(hand, belief.quality[model]) }
    if case .truth(let shared?) = belief.prospect {
      adopt(shared)
      for group in 0..<groups { weights[group] = (1 - hand) * belief.nodeWeights[group] }
    } else {
      for model in 0..<modelCount {
        chances[model][0] = min(max(belief.quality[model], 0), 1)
        failures[model] = 1 - chances[model]
      }
      weights[0][0] = 1 - hand
    }
    for group in 0..<groups { levels[group] = weights[group] }
    return belief.answered.isEmpty ? -.infinity : hand
  }

  private mutating func adopt(_ shared: SuccessCurves) {
    if shared === curves { return }
    curves = shared
    groups = shared.groups
    chances = shared.chances
    failures = chances.map { 1 - $0 }
    weights = [SIMD8<Double>](repeating: .zero, count: groups)
    levels = [SIMD8<Double>](repeating: .zero, count: groups * (modelCount + 1))
  }

  func quality(at level: Int, adding model: Int) -> Double {
    var total = SIMD8<Double>()
    for group in 0..<groups { total += levels[level * groups + group] * failures[model * groups + group] }
    return 1 - total.total
  }

  mutating func descend(from level: Int, adding model: Int) {
    for group in 0..<groups {
      levels[(level + 1) * groups + group] = levels[level * groups + group] * failures[model * groups + group]
    }
  }

  func gainBound(of model: Int, over other: Int) -> Double {
    var total = SIMD8<Double>()
    for group in 0..<groups {
      let gain = weights[group] * chances[model * groups + group]
      total += answered.contains(other) ? gain : gain * failures[other * groups + group]
    }
    return total.total
  }

  /// No product of other rows exceeds 1, so a set loses at most sum w (p_model - p_other)^+.
  func loses(lessThan saving: Double, exchanging model: Int, for other: Int) -> Bool {
    var total = SIMD8<Double>()
    for group in 0..<groups {
      let lost = chances[model * groups + group] - chances[other * groups + group]
      total += weights[group] * lost.replacing(with: 0, where: lost .< 0)
    }
    return total.total < saving
  }
}
