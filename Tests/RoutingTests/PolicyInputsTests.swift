import Input
import Routing
import Testing
import Traces

@Suite struct PolicyInputsTests {
  /// 60 queries, of which `small` is right on those whose column is above 1/2, and surer then.
  private func traces(columns: [String] = ["x_a", "group", "confidence"], scale: Double = 1) throws -> Dataset {
    let rows = Array(0..<60)
    let isEasy = rows.map { $0 % 3 > 0 && $0 % 7 > 1 }
    var traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(rows.map { "q\($0)" }), models: ["small", "large"],
      quality: isEasy.flatMap { [$0 ? 1 : 0, 1] }, cost: rows.flatMap { _ in [1, 5.0] })
    let own = [
      Column(name: "x_a", values: .numbers(rows.map { Double($0 % 3) })),
      Column(name: "group", values: .categories(codes: rows.map { Int32($0 % 7 > 1 ? 1 : 0) }, labels: ["a", "b"])),
    ]
    traces.queryColumns = own.filter { columns.contains($0.name) }
    if columns.contains("confidence") {
      traces.outcomeColumns = [
        Column(name: "confidence", values: .numbers(isEasy.flatMap { [scale * ($0 ? 0.9 : 0.2), .nan] }))
      ]
    }
    return try Dataset(traces: traces, models: [0, 1], queries: rows, split: .hashed(train: 0.5, tune: 0.3, seed: 0))
  }

  private func policy(_ strategy: String) throws -> DeployedPolicy {
    let data = try traces()
    let quality = try LogisticEstimator().fit(data, task: .unobserved)
    let cost = try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates
    let fitted = FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
    let tuned = try SimulatedBench.tuned(strategy, budget: 2, on: fitted)
    return try DeployedPolicy(strategy, tuned, of: fitted, seed: 0, task: .unobserved)
  }

  @Test(arguments: [
    ("index", ["x_a", "group", "confidence"], []), ("index", ["x_a"], ["confidence", "group"]),
    ("index", [], ["confidence", "group", "x_a"]), ("routing", ["group"], ["x_a"]),
  ]) func whatTracesLack(strategy: String, columns: [String], missing: [String]) throws {
    #expect(try policy(strategy).columnsMissing(in: traces(columns: columns).traces) == missing)
  }

  /// Percents in place of chances; what runs one model only reads none.
  @Test func anotherScaleIsRefused() throws {
    let index = try policy("index")
    let error = #expect(throws: RoutingError.self) { try index.serving(traces(scale: 100), task: .unobserved) }
    #expect("\(error!)".contains("fitted on confidences from 0 to 1, and small has 20.0 on q0"), "\(error!)")
    _ = try index.serving(traces(), task: .unobserved)
    _ = try policy("routing").serving(traces(scale: 100), task: .unobserved)
  }
}
