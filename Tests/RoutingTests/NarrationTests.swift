import Mathematics
import Routing
import Testing
import Traces

@Suite struct NarrationTests {
  /// What is told is what was done: every query of every strategy, under both tie rules.
  @Test(arguments: ["mix", "routing", "threshold", "cascade", "cascade-routing", "cascade-routing+greedy", "oracle"])
  func tellsWhatReplayDoes(spelling: String) throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 300, seed: 2)
    let data = try PooledTraces(
      traces: traces, models: [0, 5, 8, 9, 10], queries: Array(0..<300),
      split: .hashed(train: 0.3, tune: 0.3, seed: 0))
    let bench = Bench(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(ante: 0.6, post: 0.3).fit(data, work: .unobserved),
        cost: try ConstantEstimator().fit(data, work: .unobserved)))
    let specification = try StrategySpecification(spelling)
    let strategy = try Strategies.kind(specification.name).make(specification, data.models)
    let tuned = try strategy.tuner(for: bench, work: .unobserved).policy(budget: 0.0005, work: .unobserved)
    for rule in TieRule.allCases {
      let outcomes = try tuned.policy.outcomes(on: data.test, of: bench, rule: rule, work: .unobserved)
      for (index, row) in data.test.enumerated() {
        let narration = tuned.policy.narrate(row, of: bench, rule: rule)
        #expect(narration.cost == outcomes.cost[index])
        #expect(narration.quality == outcomes.quality[index])
        let ran = narration.steps.compactMap(\.next)
        #expect(ran == narration.belief.answered)
        #expect(narration.steps.allSatisfy { $0.best != nil })
      }
    }
  }
}
