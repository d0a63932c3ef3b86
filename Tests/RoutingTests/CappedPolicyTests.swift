import Mathematics
import Routing
import Testing
import Traces

@Suite struct CappedPolicyTests {
  /// Three models that cost 1, 2 and 4 in the mean; estimates of cost are these means, qualities are known.
  private let data: Dataset
  private let fitted: FittedTraces

  init() throws {
    data = try SmallTraces.tuning(
      qualities: [[0.1, 0.2, 0.9], [0.1, 0.2, 0.9], [0.1, 0.2, 0.9]], costs: [[1, 2, 4], [1, 2, 1], [1, 2, 7]])
    fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: 0, postHoc: 0).fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
  }

  private func paths(_ policy: some Policy, cap: Double) throws -> [ServedPath] {
    try CappedPolicy(policy, cap: cap).paths(data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
  }

  /// The train query costs 1, 2 and 4. Under 7 all three run; the third query's last run, for 7, is cut off after 4.
  @Test func aRunIsCutOffAtTheCap() throws {
    let paths = try paths(ThresholdPolicy(thresholds: [0.95]), cap: 7)
    #expect(paths.map(\.ran) == [[0, 1, 2], [0, 1, 2], [0, 1, 2]])
    #expect(zip(data.tune, paths).map { $1.cost($0, of: data) } == [7, 4, 7])
    // The threshold cascade answers with the last model that it has an answer of.
    #expect(zip(data.tune, paths).map { $1.quality($0, of: data) } == [0.9, 0.9, 0.2])
    #expect(paths[2].cost(of: 2, data.tune[2], data) == 4 && paths[2].quality(of: 2, data.tune[2], data) == 0)
  }

  /// 1 + 2 leave 3.9 of 6.9, too little for the third model, whose estimate is 4.
  @Test func whatDoesNotFitDoesNotRun() throws {
    #expect(try paths(ThresholdPolicy(thresholds: [0.95]), cap: 6.9).map(\.ran) == [[0, 1], [0, 1], [0, 1]])
    // Routing wants the third model, and takes the best of those that fit.
    #expect(try paths(RoutingPolicy(lambda: 0), cap: 3).map(\.ran) == [[1], [1], [1]])
    // Nothing fits: the cheapest runs, and is cut off.
    let cut = try paths(RoutingPolicy(lambda: 0), cap: 0.5)
    #expect(cut.map(\.ran) == [[0], [0], [0]])
    #expect(
      cut.map { $0.cost(data.tune[0], of: data) } == [0.5, 0.5, 0.5]
        && cut.map { $0.quality(data.tune[0], of: data) } == [0, 0, 0])
  }

  /// No query of any strategy costs more than the cap, and `run`'s outcomes are those of the paths.
  @Test(arguments: ["routing", "threshold", "cascade", "cascade-routing", "index", "pairs", "mix", "knn"])
  func noQueryCostsMore(spelling: String) throws {
    let bench = try SimulatedBench.routerBench(queries: 300, seed: 4)
    let plain = try SimulatedBench.tuned(spelling, budget: 0.002, on: bench)
    let dearest = try plain.outcomes(on: bench.data.test, of: bench, task: .unobserved).cost.max()!
    let cap = dearest * 0.4
    let capped = plain.capped(at: cap)
    let outcomes = try capped.outcomes(on: bench.data.test, of: bench, task: .unobserved)
    #expect(outcomes.cost.max()! <= cap * (1 + 1e-12) && outcomes.count == bench.data.test.count)
    let paths = try [TieRule.lowestCost, .highestCost].map { rule in
      try capped.policy.paths(bench.data.test, of: bench, rule: rule, task: .unobserved)
    }
    for (place, row) in bench.data.test.enumerated() {
      let costs = paths.map { $0[place].cost(row, of: bench.data) }
      let qualities = paths.map { $0[place].quality(row, of: bench.data) }
      #expect(abs((1 - capped.gamma) * costs[0] + capped.gamma * costs[1] - outcomes.cost[place]) < 1e-12)
      #expect(abs((1 - capped.gamma) * qualities[0] + capped.gamma * qualities[1] - outcomes.quality[place]) < 1e-12)
    }
    #expect(try capped.uncapped.outcomes(on: bench.data.test, of: bench, task: .unobserved).cost.max()! == dearest)
  }
}
