import Glibc
import Mathematics

/// Beliefs under latent difficulty: how each answer changes the weights of theta, and the estimates that follow.
///
/// Method, section 8. With a judge an answer reveals its truth, otherwise a signal (`SignalModel`).
struct LatentBelief: Sendable {
  /// The curve of each model over theta.
  let lines: [LogisticLine]
  /// The model of signals; `nil` with a judge.
  let law: SignalModel?
  private let curves: SuccessCurves
  private let logarithms: [(success: [Double], failure: [Double])]

  init(curves lines: [LogisticLine], law: SignalModel?) {
    let nodes = LatentDifficulty.nodes
    self.lines = lines
    self.law = law
    curves = SuccessCurves(lines.map { curve in nodes.map { curve.value(at: $0) } })
    logarithms = lines.map { curve in
      let values = nodes.map { curve.logarithms(at: $0) }
      return (values.map(\.success), values.map(\.failure))
    }
  }

  /// The belief before any answer, from the prior weights of the nodes.
  func start(_ prior: [SIMD8<Double>], _ belief: inout Belief) {
    belief.prospect = law.map { .signal($0) } ?? .truth(curves)
    if belief.nodeWeights.count == prior.count {
      for group in prior.indices { belief.nodeWeights[group] = prior[group] }
    } else {
      belief.nodeWeights = prior
    }
    estimate(&belief) { _ in .nan }
  }

  /// Updates the belief with the true quality of `model`'s answer.
  func observe(_ model: Int, truth: Double, _ belief: inout Belief) {
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
    estimate(&belief) { _ in .nan }
  }

  /// Updates the belief with the signal of `model`; `signals` gives those of all models that have run, NaN where
  /// missing.
  func observe(_ model: Int, _ belief: inout Belief, signals: (Int) -> Double) {
    let signal = signals(model)
    if let law, !signal.isNaN {
      let likelihoods = law.likelihoods(of: signal, model: model)
      weigh(&belief) { group in
        let chance = curves.chances[model * curves.groups + group]
        return chance * likelihoods.right + (1 - chance) * likelihoods.wrong
      }
    }
    estimate(&belief, signals: signals)
  }

  /// Multiplies the weights of the nodes by a likelihood and normalises them.
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
  @inline(__always)
  private func estimate(_ belief: inout Belief, signals: (Int) -> Double) {
    for model in lines.indices {
      if !belief.hasRun(model) {
        let chance = curves.chance(of: model, belief.nodeWeights)
        belief.quality[model] = chance
        belief.sigma[model] =
          law?.deviation(of: model, chance: chance) ?? max(0, chance * (1 - chance)).squareRoot()
      } else if let law {
        belief.quality[model] = chance(of: model, given: signals(model), law, belief.nodeWeights)
        belief.sigma[model] = 0
      }
    }
  }

  /// sum_theta w p (s/rate) / L, the probability that an answer with signal s is right.
  private func chance(of model: Int, given signal: Double, _ law: SignalModel, _ weights: [SIMD8<Double>]) -> Double {
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

/// Prior weights of theta, by the group of the query.
struct LatentPriors: Sendable {
  /// The weights of the nodes for each group; `nil` for queries without one.
  let weights: [(group: String?, nodes: [Double])]
  private let places: [String?: Int]
  private let ready: [[SIMD8<Double>]]

  init(_ byGroup: [String?: [Double]]) {
    weights = byGroup.sorted { ($0.key == nil ? 0 : 1, $0.key ?? "") < ($1.key == nil ? 0 : 1, $1.key ?? "") }
      .map { (group: $0.key, nodes: $0.value) }
    places = Dictionary(weights.enumerated().map { ($1.group, $0) }) { first, _ in first }
    // One more for unknown groups: N(0, 1).
    ready = weights.map { $0.nodes.inEights } + [LatentDifficulty.normal.inEights]
  }

  /// The index of the prior for a group; where no groups are known, of the prior for queries without one.
  func place(of group: String?) -> Int { places[group] ?? (weights.count == 1 ? places[nil] : nil) ?? weights.count }

  /// The weights of the nodes.
  subscript(place: Int) -> [SIMD8<Double>] { ready[place] }
}
