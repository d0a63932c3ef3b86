import Mathematics
import Routing
import Testing
import Traces

@Suite struct DecisionLogTests {
  /// The log holds in short what `explain` tells at length, for every query and both tie rules.
  @Test(arguments: ["mix", "routing", "threshold", "cascade", "cascade-routing", "index", "pairs"])
  func agreesWithNarration(spelling: String) throws {
    let fitted = try SimulatedBench.routerBench(queries: 200, seed: 3)
    let data = fitted.data
    let tuned = try SimulatedBench.tuned(spelling, budget: 0.0005, on: fitted)
    for rule in TieRule.allCases {
      let logs = try tuned.policy.decisions(on: data.test, of: fitted, rule: rule, task: .unobserved)
      #expect(logs.map(\.row) == data.test)
      for log in logs {
        let narration = tuned.policy.narrate(log.row, of: fitted, rule: rule)
        #expect(log.rule == rule)
        #expect(log.path.ran == narration.belief.answered)
        #expect(log.path.answer == narration.answer)
        #expect(log.steps.map(\.next) == narration.steps.map(\.next))
        #expect(log.steps.map(\.best?.models) == narration.steps.map(\.best?.models))
        #expect(log.steps.map(\.evaluatedCount) == narration.steps.map(\.candidates.count))
        #expect(log.steps.map(\.prunedCount) == narration.steps.map(\.pruned.count))
        #expect(log.steps.map(\.boundedOutCount) == narration.steps.map(\.boundedOut))
      }
    }
  }
}
