import Mathematics
import Routing
import Testing
import Traces

@Suite struct RegretMetricTests {
  /// One query, two models: (q, c) = (0.5, 1), (1, 2). The policy runs m0, then m1 and keeps m0: cost 3.
  ///
  /// The optimum at a budget of 3 has price 0: both runs are free, the wrong answer costs 0.5.
  @Test func aWrongAnswer() throws {
    let data = try SmallTraces.parted([[0.5, 1], [0.5, 1]], [[1, 2], [1, 2]], ["train", "test"])
    let regret = try RegretMetric(
      of: TunedPolicy(policy: Script(models: [0, 1], kept: 0), budget: nil), on: data.test,
      of: SmallTraces.truthful(data), task: .unobserved)
    #expect(regret.lambda == 0 && regret.total == 0.5 && regret.wrongAnswer == 0.5)
  }

  /// Two queries, both (0, 1), (1, 3) in (q, c), m0 run: mean cost 1, all the budget allows. The optimum at 1 is m0 twice,
  /// at the price 1/2 where one of them would change: tau is -0.5 for both models, so m0 has no regret.
  @Test func theBudgetsOptimumHasNone() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [0, 1], [0, 1]], [[1, 3], [1, 3], [1, 3]], ["train", "test", "test"])
    let fitted = SmallTraces.truthful(data)
    let first = try RegretMetric(
      of: TunedPolicy(policy: Script(models: [0], kept: 0), budget: nil), on: data.test, of: fitted, task: .unobserved)
    #expect(first.lambda == 0.5 && abs(first.total) < 1e-12)
  }

  /// Against the definition, on random traces: the parts are not negative and add up to what the optimum's Lagrangian
  /// earns more, a query's regret being max tau - (q_s - lambda c_R).
  @Test func partsAddUp() throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 600, seed: 9)
    let data = try Dataset(
      traces: traces, models: [0, 4, 5, 9], queries: Array(0..<600), split: .hashed(train: 0.3, tune: 0.2, seed: 0))
    let noisy = NoisyEstimator(exAnte: 0.8, postHoc: 0.5)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try noisy.fit(data, task: .unobserved), cost: try ConstantEstimator().fit(data, task: .unobserved)))
    for (name, budget) in [("routing", 5e-4), ("cascade", 1e-3), ("index", 2e-3), ("cascade-routing", 3e-4)] {
      let strategy = try Strategies.kind(name).make(try StrategySpecification(name), data.models)
      let tuned = try strategy.tuner(for: fitted, task: .unobserved).policy(budget: budget, task: .unobserved)
      let regret = try RegretMetric(of: tuned, on: data.test, of: fitted, task: .unobserved)
      let outcomes = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
      let best = data.test.map { row in
        (0..<4).map { data.quality[row * 4 + $0] - regret.lambda * data.cost[row * 4 + $0] }.max()!
      }.mean
      let earned = outcomes.meanQuality - regret.lambda * outcomes.meanCost
      #expect(abs(regret.total - (best - earned)) < 1e-12, "\(name)")
      for part in [regret.wrongAnswer, regret.stoppedLate, regret.stoppedEarly, regret.wrongModel] {
        #expect(part >= -1e-12)
      }
      #expect(regret.total > 0)
      // One model a query: no run too many, no other answer in hand.
      if name == "routing" { #expect(abs(regret.stoppedLate) < 1e-12 && regret.wrongAnswer == 0) }
    }
  }
}

/// Runs given models and keeps the answer of one.
private struct Script: Policy {
  let models: [Int]
  let kept: Int
  func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    belief.answered.count < models.count ? models[belief.answered.count] : nil
  }
  func answer(_ belief: Belief) -> Int { kept }
}
