import Mathematics
import Routing
import Testing

@Suite struct CascadeRoutingPolicyTests {
  @Test("Every lambda vector that the authors tried replays to their cost and quality")
  func trials() throws {
    let trials = try ReferenceTrials()
    trials.expectParity(trials.recorded.cascadeRouter) {
      CascadeRoutingPolicy(lambdas: $0, options: trials.options)
    }
  }

  @Test("Each step has its price; the last holds on")
  func prices() {
    // The second model is worth 0.4, the third as much again.
    var belief = Belief(quality: [0.9, 0.5, 0.5], cost: [0.01, 0.1, 0.1], sigma: [0, 0.5, 0.5])
    let policy = CascadeRoutingPolicy(lambdas: [1000, 0.1, 1000])
    #expect(policy.decision(belief) == 0)
    belief.ran(0)
    #expect(policy.decision(belief) == 1)
    belief.ran(1)
    belief.sigma[1] = 0
    #expect(policy.decision(belief) == nil)
    #expect(CascadeRoutingPolicy(lambdas: [1000, 0.1]).decision(belief) == 2)
    #expect(policy.answer(belief) == 0)
  }

  /// Against every set, evaluated one by one; lemma 1 and the bounds have passed over most of those with a poor model.
  @Test("The best supermodel with a model is the best of all sets with it", arguments: RandomProblem.Kind.allCases)
  func bestSupermodel(_ kind: RandomProblem.Kind) throws {
    var slow = SearchOptions(maxDepth: 3)
    slow.slow = true
    for trial in 0..<12 {
      let problem = RandomProblem(
        kind, modelCount: 5, answeredCount: trial % 2, key: RandomKey(seed: 7, purpose: "supermodels").mixing(trial))
      let policy = CascadeRoutingPolicy(lambdas: [problem.lambda], options: SearchOptions(maxDepth: 3))
      let all = CascadeRoutingPolicy(lambdas: [problem.lambda], options: slow).watched(problem.belief).evaluated
      for model in 0..<5 where !problem.belief.hasRun(model) {
        let best = try #require(policy.bestSupermodel(with: model, problem.belief))
        let expected = try #require(all.filter { $0.models.contains(model) }.map(\.tradeOff).max())
        #expect(best.models.contains(model) && abs(best.tradeOff - expected) < 1e-6, "\(trial) \(model)")
      }
    }
  }

  @Test("A model that may not run is in no supermodel")
  func noSupermodel() {
    let belief = Belief(quality: [0.9, 0.5], cost: [1, 1], sigma: [0, 0.5], answered: [0])
    #expect(
      CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: 1)).bestSupermodel(with: 1, belief) == nil)
    #expect(CascadePolicy(lambdas: [0]).bestSupermodel(with: 1, belief) == nil)
  }

  @Test("In fixed order nothing below the last model is added")
  func fixedOrder() {
    var options = SearchOptions()
    options.fixedOrder = true
    var belief = Belief(quality: [0.9, 0.1, 0.2], cost: [0, 0, 0], sigma: [0.5, 0.5, 0.5])
    belief.ran(1)
    belief.sigma[1] = 0
    #expect(CascadeRoutingPolicy(lambdas: [0], options: options).decision(belief) == 2)
    belief.ran(2)
    #expect(CascadeRoutingPolicy(lambdas: [0], options: options).decision(belief) == nil)
    #expect(CascadeRoutingPolicy(lambdas: [0]).decision(belief) == 0)
  }
}
