import Glibc
import Mathematics
import Routing
import Traces

/// Times one replay of a tuning part at one vector of prices, as the choice of lambda does it thousands of times: 1,825
/// queries of 11 models, 5% of RouterBench, medium noise, on one core.
func tuningBenchmark() throws {
  let traces = try Simulator.traces(named: "sim:routerbench", queries: 1825, seed: 0)
  let data = try PooledTraces(
    traces: traces, models: Array(traces.models.indices), queries: Array(0..<1825),
    split: .hashed(train: 0.999, tune: 0, seed: 0))
  let bench = Bench(
    data: data,
    estimates: Estimates(
      quality: try NoisyEstimator(ante: 1.6, post: 0.8).fit(data, work: .unobserved),
      cost: try NoisyEstimator(ante: 4e-4, post: 1e-4).fit(data, work: .unobserved)))
  let rows = Array(0..<data.count)
  func milliseconds(_ lambdas: [Double]) -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    for lambda in lambdas {
      _ = CascadeRoutingPolicy(lambdas: [lambda], options: SearchOptions(maxDepth: 5))
        .replay(rows[...], of: bench, rule: .cheap)
    }
    return (clock.now - start) / .milliseconds(1) / Double(lambdas.count)
  }
  _ = milliseconds([100])
  let sweep = milliseconds((0..<16).map { 10 * pow(10, Double($0) / 5) })
  print("one price vector over \(data.count) queries of 11 models, cascade routing of depth 5, one core")
  print("  mean over a sweep of lambda: \(rounded(sweep)) ms, \(rounded(sweep * 1e6 / Double(data.count))) ns a query")
  print("  lambda = 0: \(rounded(milliseconds([0, 0, 0]))) ms")
}

private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
