import Mathematics
import Routing
import Testing

@Suite struct TunerTests {
  /// A tuner of one policy, whatever the budget.
  private struct One: Tuner {
    func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
      TunedPolicy(policy: RoutingPolicy(lambda: 3), budget: budget, lambdas: [3])
    }
  }

  @Test func withoutPricesPerStepThereIsOnePolicy() throws {
    let constant = try One().constantPolicy(budget: 2, task: .unobserved)
    #expect(constant.lambdas == [3] && constant.budget == 2)
    #expect(One().policy(lambda: 1)?.lambdas == nil)
  }
}
