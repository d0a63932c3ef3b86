import Mathematics
import Routing
import Testing

@Suite struct IncumbentTests {
  @Test("Pruning keeps exact ties: a free model that adds nothing is still weighed")
  func ties() {
    let belief = Belief(quality: [0.5, 0.5, 0.5], cost: [1, 0, 0], sigma: [0, 0, 0])
    let policy = CascadeRoutingPolicy(lambdas: [0])
    #expect(policy.watched(belief, rule: .lowestCost).best?.models == ModelSet([1]))
    #expect(policy.watched(belief, rule: .highestCost).best?.models == ModelSet([0]))
  }

  /// Trade-offs, costs and, at last, numbers of models and their order decide: {0} and {1} tie in all but the order, {2}
  /// and {0, 1} cost the same, and trade-offs within half a millionth count as equal.
  @Test("Equal candidates: by cost, then fewer models, then the smaller set")
  func preferences() {
    let twins = Belief(quality: [0.5, 0.5], cost: [1, 1], sigma: [0, 0])
    let rounded = Belief(quality: [0.5, 0.5 + 4e-7], cost: [1, 2], sigma: [0, 0])
    let free = Belief(quality: [0.5, 0.5, 0.5], cost: [0, 0, 0], sigma: [0, 0, 0])
    for rule in TieRule.allCases {
      #expect(CascadeRoutingPolicy(lambdas: [0.1]).watched(twins, rule: rule).best?.models == ModelSet([0]))
      #expect(CascadeRoutingPolicy(lambdas: [0]).watched(free, rule: rule).best?.models == ModelSet([0]))
    }
    let policy = CascadeRoutingPolicy(lambdas: [0])
    #expect(policy.watched(rounded, rule: .lowestCost).best?.models == ModelSet([0]))
    #expect(policy.watched(rounded, rule: .highestCost).best?.models == ModelSet([0, 1]))
    // More than a millionth apart they are not equal.
    let apart = Belief(quality: [0.5, 0.5 + 4e-6], cost: [1, 2], sigma: [0, 0])
    #expect(policy.watched(apart, rule: .lowestCost).best?.models == ModelSet([1]))
  }
}
