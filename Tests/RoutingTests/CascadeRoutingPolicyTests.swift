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
