import Mathematics
import Routing
import Traces

/// Prints the time that the index policy takes to serve a query, with 11 models on one core.
func indexBenchmark() throws {
  let traces = try Simulator.traces(named: "sim:routerbench", queries: 2000)
  let data = try PooledTraces(
    traces: traces, models: Array(0..<11), queries: Array(0..<2000), split: .hashed(train: 0.5, tune: 0, seed: 0))
  let bench = Bench(
    data: data,
    estimates: Estimates(
      quality: try NoisyEstimator(ante: 1.6, post: 0.8, fuses: true).fit(data, work: .unobserved),
      cost: try NoisyEstimator(ante: 4e-4, post: 1e-4).fit(data, work: .unobserved)))
  let lambdas = [10.0, 30, 100, 300, 1000]
  var best = Double.infinity
  var depth = 0.0
  for _ in 0..<7 {
    let elapsed = ContinuousClock().measure {
      for lambda in lambdas {
        let outcomes = IndexPolicy(lambda: lambda).replay(data.test[...], of: bench, rule: .cheap)
        depth += outcomes.depth
      }
    }
    best = min(best, elapsed / .nanoseconds(1) / Double(lambdas.count * data.test.count))
  }
  print(
    "index policy, 11 models: \(Int(best)) ns a query, beliefs and outcomes included, "
      + "\((depth / Double(7 * lambdas.count) * 100).rounded() / 100) models a query")
}
