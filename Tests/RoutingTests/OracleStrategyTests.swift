import Routing
import Testing

@Suite struct OracleStrategyTests {
  @Test func withoutBudgetTheCheapestOfTheBest() throws {
    let data = try SmallTraces.parted(
      [[1, 1, 0], [1, 1, 0], [0, 1, 1], [0, 0, 0]], [[1, 2, 3], [1, 2, 3], [1, 2, 3], [2, 1, 3]],
      ["train", "test", "test", "test"])
    let fitted = SmallTraces.truthful(data)
    let tuned = try OracleStrategy().tuner(for: fitted, task: .unobserved).policy(budget: nil, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    #expect(outcomes.quality == [1, 1, 0])
    #expect(outcomes.cost == [1, 2, 1])
  }

  @Test func withABudgetTheFractionalOptimumOnTest() throws {
    // Both test queries gain 1 for 2 more: a budget of 2 pays for half of that, whichever way the tie is dealt.
    let data = try SmallTraces.parted(
      [[1, 1], [0, 1], [0, 1]], [[1, 3], [1, 3], [1, 3]], ["train", "test", "test"])
    let fitted = SmallTraces.truthful(data)
    let tuned = try OracleStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 2, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    #expect(abs(outcomes.meanCost - 2) < 1e-12 && abs(outcomes.meanQuality - 0.5) < 1e-12)
  }
}
