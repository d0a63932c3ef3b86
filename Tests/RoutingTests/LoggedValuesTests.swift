import Mathematics
import Routing
import Testing
import Traces

/// What a log says of policies, against the truth of a simulated world.
@Suite struct LoggedValuesTests {
  /// What a policy gets on each row, quality and cost.
  private func values(
    _ chances: (_ size: Double) -> [Double], _ data: Dataset, _ sizes: [Double]
  ) -> (quality: [Double], cost: [Double]) {
    func column(_ table: [Double]) -> [Double] {
      (0..<data.count).map { row in
        let shares = chances(sizes[row])
        return data.models.indices.map { shares[data.modelIndices[$0]] * table[row * 3 + $0] }.sum
      }
    }
    return (column(data.quality), column(data.cost))
  }

  @Test("95% intervals cover the truth in 90 to 99 of 100 logs", arguments: LoggedWorld.Logging.allCases)
  func coverage(_ logging: LoggedWorld.Logging) throws {
    let seeds = 100
    var hits = LoggedWorld.policies.map { _ in (quality: 0, cost: 0) }
    var errors = LoggedWorld.policies.map { _ in 0.0 }
    for seed in 0..<seeds {
      let data = try LoggedWorld.log(logging, count: 1000, seed: UInt64(seed)).valued()
      guard case .numbers(let sizes)? = data.traces.queryColumn("x_size")?.values else {
        Issue.record("the sizes of queries are numbers")
        return
      }
      for (index, policy) in LoggedWorld.policies.enumerated() {
        let own = values(policy.chances, data, sizes)
        let samples = try Bootstrap(count: 200, seed: 0).means(of: [own.quality, own.cost], task: .unobserved)
        let truth = LoggedWorld.truths[index]
        let quality = Interval(estimate: own.quality.mean, resampled: samples.map { $0[0] })
        let cost = Interval(estimate: own.cost.mean, resampled: samples.map { $0[1] })
        if quality.low <= truth.quality, truth.quality <= quality.high { hits[index].quality += 1 }
        if cost.low <= truth.cost, truth.cost <= cost.high { hits[index].cost += 1 }
        errors[index] += (own.quality.mean - truth.quality) / Double(seeds)
      }
    }
    for (index, policy) in LoggedWorld.policies.enumerated() {
      #expect((90...99).contains(hits[index].quality), "\(policy.name): \(hits[index]), bias \(errors[index])")
      #expect((90...100).contains(hits[index].cost), "\(policy.name): \(hits[index])")
      #expect(abs(errors[index]) < 0.012, "\(policy.name): \(errors[index])")
    }
  }

  /// What the choices of a policy are worth on the queries of a world, whose chances are known.
  private func truth(_ tuned: TunedPolicy, _ fitted: FittedTraces, seed: Int) -> Double {
    let key = RandomKey(seed: UInt64(seed), purpose: "logged world")
    var total = 0.0
    for part in tuned.parts(on: fitted.data.test, of: fitted) {
      for (rule, share) in [(TieRule.lowestCost, 1 - part.tuned.gamma), (.highestCost, part.tuned.gamma)] {
        for row in part.rows {
          let model = part.tuned.policy.path(row, of: part.fitted, rule: rule).answer
          let query = LoggedWorld.Query(key.mixing(part.fitted.data.queryIndices[row]))
          total += share * part.share * query.chances[part.fitted.data.modelIndices[model]]
        }
      }
    }
    return total / Double(fitted.data.test.count)
  }

  /// The queries are the same, so that an interval for other queries covers at least as often.
  @Test("Intervals of routing and knn cover what they are worth", arguments: LoggedWorld.Logging.allCases)
  func coverageOfStrategies(_ logging: LoggedWorld.Logging) throws {
    var hits = ["routing": 0, "knn": 0]
    for seed in 0..<20 {
      let data = try LoggedWorld.log(logging, count: 600, seed: UInt64(seed))
      let quality = try LinearEstimator().estimates(of: data, task: .unobserved)
      let cost = (try ConstantEstimator().estimates(of: data, task: .unobserved)) as any CostEstimates
      let fitted = FittedTraces(data: try data.valued(), estimates: Estimates(quality: quality, cost: cost))
      var runs: [(name: String, tuned: TunedPolicy, fitted: FittedTraces)] = []
      for name in ["routing", "knn"] {
        let strategy = try Strategies.strategy(try StrategySpecification(name), models: data.models)
        let tuner = try strategy.tuner(for: fitted, task: .unobserved)
        runs.append((name, try tuner.policy(budget: 2.5, task: .unobserved), fitted))
      }
      for run in runs {
        let outcomes = try run.tuned.outcomes(on: data.test, of: run.fitted, task: .unobserved)
        let samples = try Bootstrap(count: 100, seed: 0).means(of: [outcomes.quality], task: .unobserved)
        let interval = Interval(estimate: outcomes.meanQuality, resampled: samples.map { $0[0] })
        let truth = self.truth(run.tuned, run.fitted, seed: seed)
        if interval.low <= truth, truth <= interval.high { hits[run.name, default: 0] += 1 }
      }
    }
    // At 95% fewer than 17 of 20 come in one case of sixty.
    #expect(hits.values.allSatisfy { $0 >= 17 }, "\(hits)")
  }

  /// The raw means say that a, which was given the easy queries, is better than c; they are wrong, and the values are not.
  @Test func rawMeansOfALogByDifficultyChooseTheWrongModel() throws {
    let data = try LoggedWorld.log(.byDifficulty, count: 2000, seed: 3)
    let raw = data.means(of: data.quality, over: data.train)
    let (a, b, c) = (
      data.models.firstIndex(of: "a")!, data.models.firstIndex(of: "b")!, data.models.firstIndex(of: "c")!
    )
    let truths = LoggedWorld.truths.map(\.quality)
    #expect(truths[2] > truths[1] && truths[1] > truths[0])
    #expect(raw[a] > raw[c])
    let means = SingleModels(try data.valued(), on: Array(0..<data.count)).means.map(\.quality)
    #expect(means[c] > means[b] && means[c] > means[a])
    for (model, truth) in zip([a, b, c], truths) { #expect(abs(means[model] - truth) < 0.06) }
  }

  @Test("Strategies that run one model are tuned and measured by a log, those that run several are refused")
  func strategies() throws {
    let data = try LoggedWorld.log(.uniform, count: 1500, seed: 5)
    let quality = try LogisticEstimator().estimates(of: data, task: .unobserved)
    let cost = (try ConstantEstimator().estimates(of: data, task: .unobserved)) as any CostEstimates
    let fitted = FittedTraces(data: try data.valued(), estimates: Estimates(quality: quality, cost: cost))
    let names = ["single:c", "mix", "routing", "knn"]
    let strategies = try names.map {
      ($0, try Strategies.strategy(try StrategySpecification($0), models: data.models))
    }
    let curves = try Sweep.frontiers(of: strategies, on: fitted, budgets: .perGap(4), task: .unobserved)
    let truths = LoggedWorld.truths
    // Singles are what they are; no strategy spends more than the dearest model or gets more than what is possible.
    for (model, name) in data.models.enumerated() {
      let place = ["a", "b", "c"].firstIndex(of: name)!
      #expect(abs(curves.singles[model].quality - truths[place].quality) < 0.07)
      #expect(abs(curves.singles[model].cost - truths[place].cost) < 0.15)
    }
    for curve in curves.curves {
      #expect(curve.points.allSatisfy { $0.overlap!.effectiveSize >= 30 }, "\(curve.name)")
      #expect(
        curve.points.allSatisfy { $0.outcomes.meanQuality < 0.9 && $0.outcomes.meanQuality > 0.4 }, "\(curve.name)")
    }
    for kind in Strategies.all {
      #expect(
        (kind.refusal(on: data) == nil) == ["single", "mix", "routing", "knn"].contains(kind.name), "\(kind.name)")
      #expect(kind.refusal(on: fitted.data)?.contains("several models on one query") != false)
    }
  }
}
