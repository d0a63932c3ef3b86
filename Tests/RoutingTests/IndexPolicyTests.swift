import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct IndexPolicyTests {
  static let key = RandomKey(seed: 5, purpose: "index policy")

  /// Independent boxes: each model's final estimate takes `values` with `weights`, which running it reveals.
  struct Boxes {
    var values: [[Double]]
    var weights: [[Double]]
    var costs: [Double]
    var lambda: Double

    /// The value of the best policy by going through everything that can happen; the first run is always made.
    func optimum(_ open: Set<Int>, hand: Double?) -> Double {
      var best = hand ?? -.infinity
      for model in open {
        let rest = open.subtracting([model])
        var value = -lambda * costs[model]
        for (outcome, weight) in zip(values[model], weights[model]) {
          value += weight * optimum(rest, hand: max(outcome, hand ?? -.infinity))
        }
        best = max(best, value)
      }
      return best
    }

    /// The value of a policy that is asked for its next model in every state.
    func value(_ belief: Belief, _ reveal: (inout Belief, Int, Double) -> Void, _ next: (Belief) -> Int?) -> Double {
      guard let model = next(belief) else { return belief.quality[belief.bestAnswered] }
      var value = -lambda * costs[model]
      for (outcome, weight) in zip(values[model], weights[model]) where weight > 0 {
        var later = belief
        later.ran(model)
        reveal(&later, model, outcome)
        value += weight * self.value(later, reveal, next)
      }
      return value
    }
  }

  @Test("Where running reveals the truth, no policy is better", arguments: 0..<60)
  func bernoulli(index: Int) {
    let key = Self.key.mixing("bernoulli").mixing(index)
    let count = 2 + index % 3
    let chances = (0..<count).map { key.mixing("chance").mixing($0).uniform }
    let boxes = Boxes(
      values: chances.map { _ in [1, 0] }, weights: chances.map { [$0, 1 - $0] },
      costs: (0..<count).map { key.mixing("cost").mixing($0).uniform }, lambda: key.mixing("lambda").uniform)
    var belief = Belief(quality: chances, cost: boxes.costs, sigma: chances)
    belief.prospect = .truth(nil)
    for rule in TieRule.allCases {
      let policy = IndexPolicy(lambda: boxes.lambda)
      let value = boxes.value(belief, { $0.quality[$1] = $2 }, { policy.decision($0, rule: rule) })
      #expect(abs(value - boxes.optimum(Set(0..<count), hand: nil)) < 1e-9)
    }
  }

  @Test("Where running shows a calibrated signal, no policy is better", arguments: 0..<60)
  func signals(index: Int) {
    let key = Self.key.mixing("signal").mixing(index)
    let count = 2 + index % 3
    // Three signals of equal weight; the mean of the signals is the rate, as calibration has it.
    let models = (0..<count).map { model in
      let signals = (0..<3).map { 0.02 + 0.96 * key.mixing(model).mixing($0).uniform }.sorted(by: >)
      return (rate: signals.mean, signals: signals)
    }
    let chances = (0..<count).map { 0.05 + 0.9 * key.mixing("chance").mixing($0).uniform }
    // Bayes by hand: P(signal | right) = s / (3 rate), P(signal | wrong) = (1 - s) / (3 (1 - rate)).
    let weights = (0..<count).map { model in
      models[model].signals.map {
        (chances[model] * $0 / models[model].rate + (1 - chances[model]) * (1 - $0) / (1 - models[model].rate)) / 3
      }
    }
    let values = (0..<count).map { model in
      zip(models[model].signals, weights[model]).map { chances[model] * $0 / models[model].rate / 3 / $1 }
    }
    let boxes = Boxes(
      values: values, weights: weights, costs: (0..<count).map { key.mixing("cost").mixing($0).uniform },
      lambda: 0.5 * key.mixing("lambda").uniform)
    var belief = Belief(quality: chances, cost: boxes.costs, sigma: chances)
    belief.prospect = .signal(SignalModel(models))
    let policy = IndexPolicy(lambda: boxes.lambda)
    let value = boxes.value(belief, { $0.quality[$1] = $2 }, { policy.decision($0) })
    #expect(abs(value - boxes.optimum(Set(0..<count), hand: nil)) < 1e-9)
  }

  /// Three normal boxes. The best of what can follow a hand y with models S open, J(y, S), on a grid of y with linear
  /// interpolation and Gauss-Legendre nodes over the outcomes; the policy's value by the same rule.
  @Test("Normal estimates: the value of dynamic programming on a fine grid", arguments: 0..<6)
  func normal(index: Int) {
    let key = Self.key.mixing("normal").mixing(index)
    let lambda = 0.3 * key.mixing("lambda").uniform
    let means = (0..<3).map { 0.3 + 0.4 * key.mixing("mean").mixing($0).uniform }
    let sigmas = (0..<3).map { 0.1 + 0.3 * key.mixing("sigma").mixing($0).uniform }
    let costs = (0..<3).map { 0.05 + key.mixing("cost").mixing($0).uniform }
    let belief = Belief(quality: means, cost: costs, sigma: sigmas)
    let grid = NormalBoxes(means: means, sigmas: sigmas, costs: costs, lambda: lambda)
    let policy = IndexPolicy(lambda: lambda)
    let value = grid.value { answered, hand in
      var belief = belief
      for (place, model) in answered.enumerated() {
        belief.ran(model)
        belief.quality[model] = place == 0 ? hand : hand - 1
        belief.sigma[model] = 0
      }
      return policy.decision(belief)
    }
    #expect(abs(value - grid.optimum) < 2e-5, "\(value) \(grid.optimum)")
  }

  @Test("Ties: cheap stops and takes the cheaper of equals, dear the opposite")
  func ties() {
    // z = mean - price for certain estimates: 0.8 - 0.1 and 0.9 - 0.2 are both 0.7.
    let belief = Belief(quality: [0.9, 0.8, 0.7], cost: [0.2, 0.1, 0.3], sigma: [0, 0, 0])
    let policy = IndexPolicy(lambda: 1)
    #expect(policy.decision(belief, rule: .lowestCost) == 1)
    #expect(policy.decision(belief, rule: .highestCost) == 0)
    var later = belief
    later.ran(2)
    #expect(policy.decision(later, rule: .lowestCost) == nil)
    #expect(policy.decision(later, rule: .highestCost) == 0)
  }

  @Test("The first run is always made; depth and price have their limits")
  func limits() {
    var belief = Belief(quality: [0.2, 0.1], cost: [1, 2], sigma: [0.1, 0.1])
    #expect(IndexPolicy(lambda: 100).decision(belief) == 0)
    #expect(IndexPolicy(lambda: .infinity).decision(belief) == 0)
    belief.ran(0)
    #expect(IndexPolicy(lambda: 0).decision(belief) == 1)
    #expect(IndexPolicy(lambda: 0, maxDepth: 1).decision(belief) == nil)
  }

  @Test("What is surely right ends the search at every price, 0 too", arguments: [0, 1e-20, 0.1])
  func nothingIsBetterThanRight(lambda: Double) {
    var belief = Belief(quality: [0.6, 0.7, 0.8], cost: [1, 3, 10], sigma: [0, 0, 0])
    belief.prospect = .truth(nil)
    belief.ran(0)
    belief.quality[0] = 1
    #expect(IndexPolicy(lambda: lambda).decision(belief) == nil)
    belief.quality[0] = 0
    #expect(IndexPolicy(lambda: lambda).decision(belief) != nil)
  }

  @Test("A limit of one model is routing", arguments: 0..<40)
  func depthOne(index: Int) {
    var belief = RandomProblem(.plain, modelCount: 6, answeredCount: 0, key: Self.key.mixing("one").mixing(index))
      .belief
    let lambda = 2 * Self.key.mixing(index).uniform
    let policy = IndexPolicy(lambda: lambda, maxDepth: 1)
    #expect(policy.decision(belief) == RoutingPolicy(lambda: lambda).decision(belief))
    belief.ran(0)
    #expect(policy.decision(belief) == nil)
  }

  @Test("Observers see reservation values, and what is in hand as the candidate that stops")
  func narration() {
    var belief = Belief(quality: [0.9, 0.8, 0.65], cost: [0.2, 0.1, 0.3], sigma: [0, 0, 0])
    belief.ran(2)
    let watched = IndexPolicy(lambda: 1).watched(belief)
    #expect(watched.next == 1 && watched.evaluated.count == 3)
    #expect(watched.evaluated.map(\.models) == [ModelSet([0, 2]), ModelSet([1, 2]), ModelSet([2])])
    #expect(isClose(watched.evaluated.map(\.tradeOff), [0.7, 0.7, 0.65]))
    #expect(watched.best?.models == ModelSet([1, 2]))
    belief.ran(1)
    let stopped = IndexPolicy(lambda: 1).watched(belief)
    #expect(stopped.next == nil && stopped.best?.models == ModelSet([1, 2]) && stopped.best?.tradeOff == 0.8)
  }
}

/// Three boxes with normal contents, opened one by one.
private struct NormalBoxes {
  let means: [Double]
  let sigmas: [Double]
  let costs: [Double]
  let lambda: Double
  private let low = -2.0
  private let step = 0.002
  private let points = 2001
  private let rule = GaussLegendre(count: 48)

  init(means: [Double], sigmas: [Double], costs: [Double], lambda: Double) {
    self.means = means
    self.sigmas = sigmas
    self.costs = costs
    self.lambda = lambda
  }

  /// The value of the best policy.
  var optimum: Double { value(first: nil) { hand, values in values.reduce(hand) { max($0, $1.value) } } }

  /// The value of a policy, which is told what ran (the first of it being what is in hand) and the hand.
  func value(_ next: @escaping ([Int], Double) -> Int?) -> Double {
    let first = next([], 0)
    return value(first: first) { hand, values in
      let answered = (0..<3).filter { model in !values.contains { $0.model == model } }
      guard let model = next(answered, hand) else { return hand }
      return values.first { $0.model == model }!.value
    }
  }

  /// The value where in each state `choose` settles between the hand and what running each open model is worth.
  private func value(first: Int?, _ choose: (Double, [(model: Int, value: Double)]) -> Double) -> Double {
    var tables: [Int: [Double]] = [0: (0..<points).map { low + step * Double($0) }]
    for open in [1, 2, 4, 3, 5, 6] {
      tables[open] = (0..<points).map { point in
        let hand = low + step * Double(point)
        return choose(
          hand,
          (0..<3).filter { open >> $0 & 1 == 1 }.map { model in
            (model, mean(of: tables[open & ~(1 << model)]!, model, hand) - lambda * costs[model])
          })
      }
    }
    let starts = (0..<3).map { mean(of: tables[7 & ~(1 << $0)]!, $0, -.infinity) - lambda * costs[$0] }
    return first.map { starts[$0] } ?? starts.max()!
  }

  /// E[table(max(hand, X_model))].
  private func mean(of table: [Double], _ model: Int, _ hand: Double) -> Double {
    let (from, to) = (means[model] - 6 * sigmas[model], means[model] + 6 * sigmas[model])
    let cut = min(max(hand, from), to)
    var total = cut > from ? value(table, hand) * Normal.cumulative((cut - means[model]) / sigmas[model]) : 0
    for panel in 0..<4 {
      let width = (to - cut) / 4
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let x = cut + width * (Double(panel) + 0.5 + 0.5 * node)
        total +=
          0.5 * width * weight * Normal.density((x - means[model]) / sigmas[model]) / sigmas[model]
          * value(table, x)
      }
    }
    return total
  }

  private func value(_ table: [Double], _ hand: Double) -> Double {
    let place = (hand - low) / step
    let index = min(max(Int(place), 0), points - 2)
    return table[index] + (place - Double(index)) * (table[index + 1] - table[index])
  }
}
