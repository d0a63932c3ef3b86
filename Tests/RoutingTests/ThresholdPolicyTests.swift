import Mathematics
import Routing
import Testing

@Suite struct ThresholdPolicyTests {
  static let key = RandomKey(seed: 21, purpose: "threshold tests")

  @Test("It stops at the first step whose last estimate reaches the threshold, and answers with that model")
  func steps() {
    let policy = ThresholdPolicy(thresholds: [0.5, 0.7])
    var belief = Belief(quality: [0.49, 0.6, 0.1, 0.2], cost: [1, 2, 3, 4], sigma: [0, 0, 0, 0])
    #expect(policy.decision(belief) == 0)
    belief.ran(0)
    #expect(policy.decision(belief) == 1)
    belief.ran(1)
    #expect(policy.decision(belief) == 2)
    belief.ran(2)
    #expect(policy.decision(belief) == 3)
    #expect(policy.answer(belief) == 2)
    belief.ran(3)
    #expect(policy.decision(belief) == nil)
    belief = Belief(quality: [0.5, 0.6], cost: [1, 2], sigma: [0, 0], answered: [0])
    #expect(policy.decision(belief) == nil, "an estimate equal to the threshold stops")
    #expect(policy.watched(belief).best?.models == ModelSet([0]))
  }

  /// A pool as the four conditions of method.md, section 4, have it, each of which may be broken.
  private struct Cascade {
    var unrun: [Double]
    var costs: [Double]
    var lambda: Double

    init(_ index: Int, modelCount: Int) {
      let key = ThresholdPolicyTests.key.mixing(index)
      unrun = (0..<modelCount).map { key.mixing("mean").mixing($0).uniform }
      costs = (0..<modelCount).map { 0.01 + 0.1 * key.mixing("cost").mixing($0).uniform }
      lambda = 4 * key.mixing("price").uniform
    }

    /// t_j = max_{i > j} (q^_i - lambda (C_i - C_j)), C the cumulative cost.
    var thresholds: [Double] {
      (1..<unrun.count).map { ran in
        var cost = 0.0
        var best = -Double.infinity
        for model in ran..<unrun.count {
          cost += costs[model]
          best = max(best, unrun[model] - lambda * cost)
        }
        return best
      }
    }

    /// The step after `count` models by definition: stop where the last model of no longer prefix is worth more.
    func continues(after count: Int, estimate: Double, unrun: [Double], costs: [Double]) -> Bool {
      var cost = 0.0
      var best = -Double.infinity
      for model in count..<unrun.count {
        cost += costs[model]
        best = max(best, unrun[model] - lambda * cost)
      }
      return best > estimate
    }
  }

  @Test("Under the four conditions it is the optimal cascade")
  func optimal() {
    for index in 0..<500 {
      let cascade = Cascade(index, modelCount: 2 + index % 5)
      let policy = ThresholdPolicy(thresholds: cascade.thresholds)
      for count in 1..<cascade.unrun.count {
        let estimate = Self.key.mixing(index).mixing("seen").mixing(count).uniform
        var belief = Belief(quality: cascade.unrun, cost: cascade.costs, sigma: cascade.unrun.map { _ in 0 })
        for model in 0..<count { belief.ran(model) }
        belief.quality[count - 1] = estimate
        let expected = cascade.continues(
          after: count, estimate: estimate, unrun: cascade.unrun, costs: cascade.costs)
        #expect((policy.decision(belief) != nil) == expected)
        // The cascade that is told conditions (c) and (d), whatever uncertainty it is told besides.
        var last = SearchOptions()
        (last.lastQuality, last.lastAnswer) = (true, true)
        let optimal = CascadePolicy(lambdas: [cascade.lambda], options: last)
        belief.sigma = cascade.unrun.indices.map { $0 < count ? 0 : 0.3 }
        #expect((optimal.decision(belief) != nil) == expected)
        #expect(optimal.answer(belief) == count - 1)
        belief.sigma = cascade.unrun.map { _ in 0 }
        // Where later models are better than what is in hand, the optimal cascade itself says the same.
        if cascade.unrun[count...] == cascade.unrun[count...].sorted()[...],
          cascade.unrun[count...].allSatisfy({ $0 >= estimate })
        {
          for model in 0..<count - 1 { belief.quality[model] = -1 }
          let optimal = CascadePolicy(lambdas: [cascade.lambda]).decision(belief)
          #expect((optimal != nil) == expected)
        }
      }
    }
  }

  /// Two queries whose optimal cascades differ although the last estimate is the same: no threshold serves both.
  private func expectNoThreshold(
    _ stops: Belief, _ continues: Belief, lambda: Double = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(stops.quality[0] == continues.quality[0], sourceLocation: sourceLocation)
    let policy = CascadePolicy(lambdas: [lambda])
    #expect(policy.decision(stops) == nil, sourceLocation: sourceLocation)
    #expect(policy.decision(continues) != nil, sourceLocation: sourceLocation)
  }

  @Test("Costs that depend on the query break it")
  func costs() {
    let dear = Belief(quality: [0.5, 0.8], cost: [0.1, 0.5], sigma: [0, 0], answered: [0])
    let cheap = Belief(quality: [0.5, 0.8], cost: [0.1, 0.1], sigma: [0, 0], answered: [0])
    expectNoThreshold(dear, cheap)
  }

  @Test("Estimates of models to come that depend on the query, or on answers seen, break it")
  func estimates() {
    let low = Belief(quality: [0.5, 0.6], cost: [0.1, 0.2], sigma: [0, 0], answered: [0])
    let high = Belief(quality: [0.5, 0.9], cost: [0.1, 0.2], sigma: [0, 0], answered: [0])
    expectNoThreshold(low, high)
  }

  @Test("A supermodel worth more than its last model breaks it: the formula's threshold stops too early")
  func expectedMaximum() {
    // The second model is expected to be no better, but may be.
    let belief = Belief(quality: [0.5, 0.5], cost: [0.1, 0.05], sigma: [0, 0.5], answered: [0])
    let threshold = 0.5 - 1 * 0.05
    #expect(ThresholdPolicy(thresholds: [threshold]).decision(belief) == nil)
    #expect(CascadePolicy(lambdas: [1]).decision(belief) == 1)
  }

  @Test("An answer other than the last model's breaks it, and so do ties that go on")
  func answers() {
    // The first model is in hand and good; the second turned out bad: the optimal cascade keeps the first answer.
    let belief = Belief(quality: [0.9, 0.1, 0.7], cost: [0, 0, 0.1], sigma: [0, 0, 0], answered: [0, 1])
    #expect(ThresholdPolicy(thresholds: [0.6]).decision(belief) == 2)
    #expect(ThresholdPolicy(thresholds: [0.6]).answer(belief) == 1)
    #expect(CascadePolicy(lambdas: [1]).decision(belief) == nil)
    #expect(CascadePolicy(lambdas: [1]).answer(belief) == 0)
    // Equal trade-offs: the threshold stops, the high-cost rule runs on.
    let tie = Belief(quality: [0.5, 0.75], cost: [0.1, 0.25], sigma: [0, 0], answered: [0])
    #expect(ThresholdPolicy(thresholds: [0.75 - 0.25]).decision(tie, rule: .highestCost) == nil)
    #expect(CascadePolicy(lambdas: [1]).decision(tie, rule: .lowestCost) == nil)
    #expect(CascadePolicy(lambdas: [1]).decision(tie, rule: .highestCost) == 1)
  }
}
