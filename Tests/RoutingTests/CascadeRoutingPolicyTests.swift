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

  @Test("Something always runs first, however dear, and nothing after the depth limit or the last model")
  func ends() {
    var belief = Belief(quality: [-3, -5], cost: [9, 2], sigma: [0.1, 0.1])
    #expect(CascadeRoutingPolicy(lambdas: [1e12]).decision(belief) == 1)
    #expect(CascadeRoutingPolicy(lambdas: [1e12], options: SearchOptions(maxDepth: 0)).decision(belief) == 1)
    belief.ran(1)
    #expect(CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: 1)).decision(belief) == nil)
    #expect(CascadeRoutingPolicy(lambdas: [0]).decision(belief) == 0)
    belief.ran(0)
    #expect(CascadeRoutingPolicy(lambdas: [0]).decision(belief) == nil)
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

  @Test("A hundred models are searched to depth 3 as by plain enumeration")
  func manyModels() {
    let key = RandomKey(seed: 1, purpose: "many models")
    let problem = RandomProblem(.plain, modelCount: 97, answeredCount: 0, key: key)
    var options = SearchOptions(maxDepth: 3)
    let bounded = CascadeRoutingPolicy(lambdas: [40], options: options).watched(problem.belief)
    options.slow = true
    let slow = CascadeRoutingPolicy(lambdas: [40], options: options).watched(problem.belief)
    #expect(slow.evaluated.count == 97 + 97 * 96 / 2 + 97 * 96 * 95 / 6)
    #expect(bounded.best?.models == slow.best?.models && bounded.evaluated.count * 20 < slow.evaluated.count)
  }
}
