import Routing
import Testing

@Suite struct PolicyTests {
  /// A policy that says nothing but what runs next.
  private struct First: Policy {
    func next<Observer: DecisionObserver>(
      _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
    ) -> Int? { belief.answered.isEmpty ? 0 : nil }
  }

  @Test func theDefaultsGiveTheBestAnswerAndHaveNoPrice() {
    let policy = First()
    let belief = Belief(quality: [0.2, 0.6, 0.9], cost: [1, 1, 1], sigma: [0, 0, 0], answered: [0, 1])
    #expect(policy.answer(belief) == 1)
    #expect(policy.priced == nil && policy.traits == PolicyTraits())
    #expect(policy.reach(modelCount: 3).admits([2, 0, 1]))
    #expect(policy.decision(Belief(modelCount: 3)) == 0 && policy.decision(belief) == nil)
  }
}
