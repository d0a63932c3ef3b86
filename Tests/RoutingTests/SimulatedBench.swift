import Routing
import Traces

/// Benches of simulated outcomes with noisy estimates, for tests of what holds on any bench.
enum SimulatedBench {
  /// Some models of `sim:routerbench`, by their places there, with noise of 0.6 before a run and 0.3 after it; costs are
  /// estimated by their train means.
  static func routerBench(
    queries: Int, seed: UInt64, models: [Int] = [0, 5, 8, 9, 10], tune: Double = 0.3
  ) throws -> FittedTraces {
    let data = try Dataset(
      traces: try Simulator.traces(named: "sim:routerbench", queries: queries, seed: seed), models: models,
      queries: Array(0..<queries), split: .hashed(train: 0.3, tune: tune, seed: 0))
    return FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try NoisyEstimator(exAnte: 0.6, postHoc: 0.3).fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
  }

  /// The policy of a strategy, as it is spelled, tuned for a budget.
  static func tuned(_ spelling: String, budget: Double, on fitted: FittedTraces) throws -> TunedPolicy {
    let specification = try StrategySpecification(spelling)
    let strategy = try Strategies.kind(specification.name).make(specification, fitted.data.models)
    return try strategy.tuner(for: fitted, task: .unobserved).policy(budget: budget, task: .unobserved)
  }
}
