import Mathematics
import Routing
import Testing
import Traces

/// What strategies are worth on traces from which three tenths of the outcomes are deleted at random, against what they are
/// worth on all outcomes.
@Suite struct HoledAreasTests {
  private typealias Fit = (Dataset) throws -> Estimates

  /// The area of each strategy, with what stands in for missing outcomes.
  private static func curves(
    _ names: [String], _ traces: TraceSet, models: [Int], fit: Fit
  ) throws -> (curves: SweepCurves, fitted: FittedTraces) {
    let data = try Dataset(
      traces: traces, models: models, queries: Array(0..<traces.queryCount),
      split: .hashed(train: 0.3, tune: 0.3, seed: 0)
    ).standingIn()
    let fitted = FittedTraces(data: data.served, estimates: try fit(data))
    let strategies = try names.map {
      ($0, try Strategies.strategy(try StrategySpecification($0), models: data.models))
    }
    return (try Sweep.frontiers(of: strategies, on: fitted, budgets: .perGap(3), task: .unobserved), fitted)
  }

  /// In how many worlds the area of the whole is in the interval of the holed, and the mean difference, by strategy.
  private static func agreement(
    _ names: [String], world: String, models: [Int], seeds: Int, fit: @escaping Fit
  ) throws -> [(hits: Int, difference: Double)] {
    var found = names.map { _ in (hits: 0, difference: 0.0) }
    for seed in 0..<seeds {
      let traces = try Simulator.traces(named: world, queries: 500, seed: UInt64(seed))
      let missing = HoledTraces.atRandom(0.3, seed: UInt64(seed))
      let whole = try curves(names, traces, models: models, fit: fit).curves.curves.map(\.area)
      let holed = try curves(names, HoledTraces.deleting(traces, missing), models: models, fit: fit)
      let samples = try Bootstrap(count: 100, seed: 0).areas(of: holed.curves, on: holed.fitted, task: .unobserved)
      for index in names.indices {
        let interval = Interval(estimate: 0, resampled: samples.map { $0[index] })
        if interval.low <= whole[index], whole[index] <= interval.high { found[index].hits += 1 }
        found[index].difference += (holed.curves.curves[index].area - whole[index]) / Double(seeds)
      }
    }
    return found
  }

  /// With a third of the outcomes standing in, variances are (1 + 1/3)/(1 - 1/3) = 2 times as large; those of what was
  /// recorded stay as they are.
  @Test func whatStandsInWidensIntervals() throws {
    let traces = try Simulator.traces(named: "sim:cascade", queries: 90, seed: 0)
    func outcomes(_ traces: TraceSet) throws -> Outcomes {
      let data = try Dataset(
        traces: traces, models: [0, 1, 2], queries: Array(0..<90), split: .hashed(train: 0.3, tune: 0.3, seed: 0)
      ).standingIn()
      let constant = ConstantEstimator()
      let fitted = FittedTraces(
        data: data.served,
        estimates: Estimates(
          quality: try constant.fit(data, task: .unobserved), cost: try constant.fit(data, task: .unobserved)))
      return try SimulatedBench.tuned("threshold", budget: 1, on: fitted).outcomes(
        on: data.test, of: fitted, task: .unobserved)
    }
    let holed = try outcomes(HoledTraces.deleting(traces) { query, model in query % 3 == model })
    #expect(abs(holed.standInShare - 1 / 3.0) < 1e-12 && abs(holed.widening - 2.0.squareRoot()) < 1e-12)
    #expect(try outcomes(traces).widening == 1)
  }

  /// Choosing among the models offered alone costs about four points here, which is no fault of the strategies.
  @Test func strategiesThatRunSeveralModels() throws {
    let names = ["threshold", "pairs", "cascade", "index", "cascade-routing"]
    let found = try Self.agreement(names, world: "sim:cascade", models: [0, 1, 2, 3], seeds: 5) { data in
      Estimates(
        quality: try LogisticEstimator().fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved))
    }
    for (name, own) in zip(names, found) {
      #expect(own.hits == 5 && abs(own.difference) < 2.5, "\(name): \(own)")
    }
  }

  /// Estimates made from outcomes know those that stand in.
  @Test func estimatesThatAreMadeFromOutcomes() throws {
    let names = ["mix", "routing", "threshold", "pairs", "index"]
    let found = try Self.agreement(names, world: "sim:routerbench", models: [0, 4, 5, 8, 9, 10], seeds: 5) { data in
      Estimates(
        quality: try NoisyEstimator(exAnte: 0.6, postHoc: 0.3, fuses: true).fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved))
    }
    for (name, own) in zip(names, found) {
      #expect(own.hits == 5 && abs(own.difference) < 2.5, "\(name): \(own)")
    }
  }
}
