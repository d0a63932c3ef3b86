import Routing
import Traces

// Which model should answer which query? Reads traces, fits estimates on one part of the queries, tunes cascade routing on
// another and measures it on the rest.
let traces = try TraceLoader.load(paths: [CommandLine.arguments.dropFirst().first ?? "traces.csv"])
let data = try Dataset(
  traces: traces, models: Array(traces.models.indices), queries: Array(0..<traces.queryCount), split: .standard)

let quality = try QualityEstimators.estimator(EstimatorArguments(estimator: "logistic"))
let cost = try CostEstimators.estimator(EstimatorArguments(estimator: "constant"))
let fitted = FittedTraces(
  data: data,
  estimates: Estimates(quality: try quality.fit(data, task: .unobserved), cost: try cost.fit(data, task: .unobserved)))

let name = "cascade-routing"
let strategy = try Strategies.strategy(StrategySpecification(name), models: data.models)
let curves = try Sweep.frontiers(
  of: [(name: name, strategy: strategy)], on: fitted, budgets: .wholeRange(10), task: .unobserved)
print("AUC of \(name): \(curves.curves[0].area)")
print("AUC of a mixture of single models: \(curves.linearBaseline)")
