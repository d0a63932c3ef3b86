import Mathematics
import Routing
import Testing

@Suite struct CascadePolicyTests {
  static let key = RandomKey(seed: 8, purpose: "cascade tests")

  @Test("Every lambda vector that the authors tried replays to their cost and quality")
  func trials() throws {
    let trials = try ReferenceTrials()
    trials.expectParity(trials.recorded.cascade) { CascadePolicy(lambdas: $0, options: trials.options) }
  }

  @Test("The best prefix decides, by both rules", arguments: RandomProblem.Kind.allCases)
  func prefixes(kind: RandomProblem.Kind) {
    for index in 0..<280 {
      let count = 2 + index % 7
      var problem = RandomProblem(
        kind, modelCount: count, answeredCount: 0, key: Self.key.mixing("\(kind)").mixing(index))
      if problem.belief.covariance == nil || kind == .unsettled {
        for model in 0..<index % count {
          problem.belief.ran(model)
          if kind != .unsettled { problem.belief.sigma[model] = 0 }
        }
      }
      let belief = problem.belief
      let answered = belief.answered.count
      let value = ExpectedMaximum(belief)
      let prefixes = (max(answered, 1)...count).map { length in
        let cost = belief.cost.prefix(length).reduce(0, +)
        let quality = value(of: ModelSet(0..<length))
        return (length: length, cost: cost, key: ((quality - problem.lambda * cost) * 1e6).rounded())
      }
      let top = prefixes.map(\.key).max() ?? 0
      let tied = prefixes.filter { $0.key == top }
      for rule in TieRule.allCases {
        let order = rule == .lowestCost ? 1.0 : -1.0
        let best = tied.min { (order * $0.cost, $0.length) < (order * $1.cost, $1.length) }
        let policy = CascadePolicy(lambdas: [problem.lambda])
        let expected = best?.length == answered ? nil : answered
        let watched = policy.watched(belief, rule: rule)
        #expect(watched.next == expected, "\(kind) \(index) \(rule)")
        #expect(policy.decision(belief, rule: rule) == expected)
        #expect(watched.best?.models.count == best?.length && watched.pruned.isEmpty)
      }
    }
  }

  @Test("It is cascade routing without pruning, restricted to prefixes")
  func restriction() {
    var options = SearchOptions()
    options.slow = true
    for index in 0..<100 {
      let problem = RandomProblem(.plain, modelCount: 6, answeredCount: 0, key: Self.key.mixing(index))
      var belief = problem.belief
      belief.ran(0)
      belief.sigma[0] = 0
      let all = CascadeRoutingPolicy(lambdas: [problem.lambda], options: options).watched(belief).evaluated
      let prefixes = all.filter { $0.models == ModelSet(0..<$0.models.count) }
      let best = prefixes.max { $0.tradeOff < $1.tradeOff }
      #expect(CascadePolicy(lambdas: [problem.lambda]).watched(belief).best?.models == best?.models)
    }
  }

  @Test("Told that only the last model counts, it forgets what is in hand; told so of the answer, it gives the last")
  func last() {
    // In hand .9, then .1: to stop is worth .9 or, by the last model, .1; the third is worth .7 - .1.
    let belief = Belief(quality: [0.9, 0.1, 0.7], cost: [0, 0, 0.1], sigma: [0, 0, 0], answered: [0, 1])
    var options = SearchOptions()
    options.lastQuality = true
    #expect(CascadePolicy(lambdas: [1]).decision(belief) == nil)
    let policy = CascadePolicy(lambdas: [1], options: options)
    #expect(policy.decision(belief) == 2)
    #expect(policy.watched(belief).evaluated.map(\.quality) == [0.1, 0.7])
    #expect(policy.answer(belief) == 0)
    options.lastAnswer = true
    #expect(CascadePolicy(lambdas: [1], options: options).answer(belief) == 1)
  }

  @Test("An inner model that does not pay for itself is passed through where a later one pays for both")
  func noPruning() {
    let belief = Belief(quality: [0.2, 0.1, 0.9], cost: [0, 0.1, 0.1], sigma: [0, 0.01, 0.01], answered: [0])
    #expect(CascadePolicy(lambdas: [1]).decision(belief) == 1)
  }

  @Test("The first price has no effect; the depth limit has", arguments: [0, 1e-3, 1e6])
  func firstPrice(lambda: Double) {
    var belief = Belief(quality: [0.1, 0.9], cost: [1, 0.01], sigma: [0.4, 0.4])
    let policy = CascadePolicy(lambdas: [lambda, 0.1])
    #expect(policy.decision(belief) == 0)
    #expect(policy.watched(belief).next == 0)
    belief.ran(0)
    #expect(policy.decision(belief) == 1)
    #expect(CascadePolicy(lambdas: [lambda, 0.1], options: SearchOptions(maxDepth: 1)).decision(belief) == nil)
  }
}
