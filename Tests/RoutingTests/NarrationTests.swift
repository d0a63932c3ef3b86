import Mathematics
import Routing
import Testing
import Traces

@Suite struct NarrationTests {
  /// What is told is what was done: every query of every strategy, under both tie rules.
  @Test(arguments: ["mix", "routing", "threshold", "cascade", "cascade-routing", "cascade-routing+greedy", "oracle"])
  func tellsWhatReplayDoes(spelling: String) throws {
    let fitted = try SimulatedBench.routerBench(queries: 300, seed: 2)
    let data = fitted.data
    let tuned = try SimulatedBench.tuned(spelling, budget: 0.0005, on: fitted)
    for rule in TieRule.allCases {
      let outcomes = try tuned.policy.outcomes(on: data.test, of: fitted, rule: rule, task: .unobserved)
      for (index, row) in data.test.enumerated() {
        let narration = tuned.policy.narrate(row, of: fitted, rule: rule)
        #expect(narration.cost == outcomes.cost[index])
        #expect(narration.quality == outcomes.quality[index])
        let ran = narration.steps.compactMap(\.next)
        #expect(ran == narration.belief.answered)
        #expect(narration.steps.allSatisfy { $0.best != nil })
      }
    }
  }
}
