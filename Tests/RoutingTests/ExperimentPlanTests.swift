import Routing
import Testing
import Traces

@Suite struct ExperimentPlanTests {
  private func arguments(_ name: String) throws -> (Experiment, ExperimentArguments) {
    let experiment = try #require(Experiments.all.first { $0.name == name })
    var arguments = ExperimentArguments()
    // As few queries as each can do with.
    let counts = [
      "table1": 200, "ablation": 200, "noise-map": 200, "agentic": 60, "coverage": 1_200, "guarantees": 360,
    ]
    if let simulation = experiment.simulation {
      arguments.traces = try Simulator.traces(named: simulation, queries: counts[name] ?? 0)
    }
    arguments.isSmall = true
    arguments.budgetCount = 2
    arguments.bootstrapCount = 10
    return (experiment, arguments)
  }

  /// By hand: pools 3, 5, 11 under three levels; 21 pairs of 0, 0.6, .. 3 in order; 2, 7, .. 32 models; half of 1,200
  /// queries in worlds of 200, and 300 of 360 in worlds of 100.
  @Test(arguments: [
    ("table1", 9), ("ablation", 3), ("noise-map", 21), ("runtime", 7), ("agentic", 1), ("coverage", 3),
    ("guarantees", 3),
  ])
  func itemsOfEachExperiment(_ name: String, _ count: Int) throws {
    let (experiment, arguments) = try arguments(name)
    let plan = try experiment.plan(arguments)
    #expect(plan.items.count == count && Set(plan.items).count == count)
  }

  @Test func itemsHaveTelling() throws {
    let (table, arguments) = try arguments("table1")
    #expect(try table.plan(arguments).items == RouterBenchProtocol.cellNames)
    let (map, others) = try self.arguments("noise-map")
    #expect(try map.plan(others).items.prefix(4) == ["0.0/0.0", "0.6/0.0", "0.6/0.6", "1.2/0.0"])
  }

  /// Computed from the last to the first, each by a plan of its own, as by another process.
  @Test(arguments: ["noise-map", "runtime", "agentic", "coverage", "guarantees"])
  func itemsStandAlone(_ name: String) throws {
    let (experiment, arguments) = try arguments(name)
    let plan = try experiment.plan(arguments)
    var values: [[Double]] = []
    for index in plan.items.indices.reversed() {
      values.insert(try experiment.plan(arguments).value(index, .unobserved), at: 0)
    }
    #expect(values.allSatisfy { $0.count == plan.size })
    let (merged, whole) = (plan.result(values), try experiment.run(arguments, .unobserved))
    #expect(merged.remarks == whole.remarks)
    #expect("\(merged.shown)" == "\(whole.shown)" && "\(merged.data)" == "\(whole.data)")
  }
}
