import Glibc
import Mathematics
import Routing
import Traces

/// Times what `fit` and `sweep all` do in full, each strategy with its fallback, and the bootstrap that follows: 36,497
/// simulated queries of 11 models, the default split and budgets, medians of five.
func sweepBenchmark() throws {
  let traces = try Simulator.traces(named: "sim:routerbench", queries: 36_497, seed: 0)
  let data = try Dataset(
    traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
    split: .hashed(train: 0.2, tune: 0.2, seed: 0))
  print("\(data.count) queries x \(data.modelCount) models")
  var fitted: FittedTraces?
  print("  fit noisy, quality and cost: \(try Passes { fitted = try noisyTraces(data) }.text)")
  guard let fitted else { return }
  var curves: SweepCurves?
  for name in Strategies.sweepable {
    print("  sweep \(name): \(try Passes { curves = try sweep([name], fitted) }.text)")
  }
  print("  sweep all: \(try Passes { curves = try sweep(Strategies.sweepable, fitted) }.text)")
  guard let curves else { return }
  let budgets = curves.budgets.count
  let time = try Passes { _ = try Bootstrap().areas(of: curves, on: fitted, task: .unobserved) }
  print("  bootstrap of 500, \(curves.curves.count) strategies at \(budgets) budgets: \(time.text)")
  try fitBenchmark()
}

/// Times fits to answers: 20,000 simulated queries of a chain of 5 models.
private func fitBenchmark() throws {
  let traces = try Simulator.traces(named: "sim:cascade", queries: 20_000, seed: 0)
  let data = try Dataset(
    traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
    split: .hashed(train: 0.2, tune: 0.2, seed: 0))
  let cost = try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates
  let estimators: [(String, () throws -> any QualityEstimates)] = [
    ("logistic", { try LogisticEstimator().fit(data, task: .unobserved) }),
    ("irt", { try IRTEstimator(isJudged: false).fit(data, task: .unobserved) }),
    ("knn", { try KNNEstimator().fit(data, task: .unobserved) }),
  ]
  for (name, fit) in estimators {
    // What is fitted when it is first asked for belongs to the fit.
    let time = try Passes {
      let fitted = FittedTraces(data: data, estimates: Estimates(quality: try fit(), cost: cost))
      _ = try CascadePolicy(lambdas: [100]).outcomes(
        on: data.test, of: fitted, rule: .lowestCost, task: .unobserved)
    }
    print(
      "  fit \(name) on \(data.train.count) queries x \(data.modelCount) models, and serve: \(time.text)"
    )
  }
}

/// Times strategies on 2,000 made-up queries of 1,000 models, as `sweep` runs them; one pass, but for the quickest.
func wideBenchmark() throws {
  let fitted = try poolBench(modelCount: 1000, queries: 2000)
  print("\(fitted.data.count) queries x \(fitted.data.modelCount) models")
  for name in ["mix", "routing", "threshold", "index", "knn", "pairs", "oracle"] {
    print("  sweep \(name): \(try Passes(1) { _ = try sweep([name], fitted) }.text)")
  }
}

/// Times the whole of `fit` and `sweep all` on one thread and on all, in processes of their own.
func threadBenchmark() {
  let program = CommandLine.arguments[0]
  var times: [Double] = []
  for prefix in ["taskset -c 0 ", ""] {
    let time = Passes {
      precondition(system(prefix + "'\(program)' whole") == 0, "the benchmark ran")
    }
    print(
      "  \(prefix.isEmpty ? "all threads" : "one thread"): \(rounded(time.seconds)) s on the clock, "
        + "\(rounded(time.clock[0])) to \(rounded(time.clock[4]))")
    times.append(time.seconds)
  }
  print(
    "  one thread takes \(rounded(times[0] / times[1])) times as long as \(sysconf(Int32(_SC_NPROCESSORS_ONLN)))"
  )
}

/// Makes, fits and sweeps 10,000 queries, and says nothing.
func wholeBenchmark() throws {
  let traces = try Simulator.traces(named: "sim:routerbench", queries: 10_000, seed: 0)
  let data = try Dataset(
    traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount),
    split: .hashed(train: 0.2, tune: 0.2, seed: 0))
  _ = try sweep(Strategies.sweepable, noisyTraces(data))
}

private func noisyTraces(_ data: Dataset) throws -> FittedTraces {
  FittedTraces(
    data: data,
    estimates: Estimates(
      quality: try NoisyEstimator(exAnte: 0.6, postHoc: 0.3, fuses: true).fit(
        data, task: .unobserved),
      cost: try NoisyEstimator(exAnte: 2e-4, postHoc: 5e-5).fit(data, task: .unobserved)))
}

private func sweep(_ names: [String], _ fitted: FittedTraces) throws -> SweepCurves {
  let strategies = try names.map { name in
    (
      name: name,
      strategy: try Strategies.strategy(StrategySpecification(name), models: fitted.data.models)
    )
  }
  return try Sweep.frontiers(
    of: strategies, on: fitted, tuneRows: (limit: FittedTraces.tuneRowLimit, seed: 0),
    budgets: .wholeRange(10),
    task: .unobserved)
}
