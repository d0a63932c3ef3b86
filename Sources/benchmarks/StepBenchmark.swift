import Routing
import Traces

/// Prints the time that serving a query takes where beliefs step as training queries did, and where they are taken for
/// normal: logistic estimates of simulated cascades of 5 models, mean over five prices; processor time.
func stepBenchmark() throws {
  print("logistic estimates, mean over five prices")
  let traces = try Simulator.traces(named: "sim:cascade", queries: 2000, seed: 0)
  let data = try Dataset(
    traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
    split: .hashed(train: 0.2, tune: 0, seed: 0))
  let cost = try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates
  let lambdas = [30.0, 100, 300, 1000, 3000]
  let rows = data.test[...]
  var times: [[Double]] = []
  for isNormal in [true, false] {
    var estimator = LogisticEstimator(ridge: 10)
    estimator.isNormal = isNormal
    let fitted = FittedTraces(
      data: data, estimates: Estimates(quality: try estimator.fit(data, task: .unobserved), cost: cost))
    func time<P: Policy>(_ policy: (Double) -> P) -> Double {
      func serve() {
        for lambda in lambdas { _ = policy(lambda).evaluate(rows, of: fitted, rule: .lowestCost, task: .unobserved) }
      }
      // The first pass fits the sets that are reached.
      serve()
      return medianProcessorTime(serve).median / Double(lambdas.count * rows.count)
    }
    times.append([
      time { IndexPolicy(lambda: $0) }, time { CascadePolicy(lambdas: [$0]) },
      time { CascadeRoutingPolicy(lambdas: [$0], options: SearchOptions(maxDepth: 5)) },
    ])
  }
  for (place, name) in ["index", "cascade", "cascade routing"].enumerated() {
    print("  \(name): \(Int(times[0][place])) ns a query if normal, \(Int(times[1][place])) ns with steps")
  }
}
