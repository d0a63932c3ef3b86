import Routing
import Testing
import Traces

@Suite struct Table1ExperimentTests {
  /// The areas are those that the strategies have when they are swept on the same bench by hand.
  @Test func areasAreThoseOfSweeps() throws {
    let traces = try Simulator.traces(named: "sim:routerbench", queries: 500)
    var arguments = ExperimentArguments(traces: traces)
    arguments.cells = ["3/medium"]
    arguments.budgetCount = 3
    arguments.bootstrapCount = 20
    let result = try Experiment.table1.run(arguments, .unobserved)
    // mixtral, gpt-3.5 and gpt-4 under medium noise on quality and cost; prices tuned on the train part.
    let data = try Dataset(
      traces: traces, models: [9, 4, 5], queries: Array(0..<500), split: .hashed(train: 0.2, tune: 0, seed: 0))
    let cost: any CostEstimates = try NoisyEstimator(exAnte: 4e-4, postHoc: 1e-4).fit(data, task: .unobserved)
    func area(_ strategy: any Strategy, fuses: Bool) throws -> Double {
      let quality: any QualityEstimates = try NoisyEstimator(exAnte: 1.6, postHoc: 0.8, fuses: fuses)
        .fit(data, task: .unobserved)
      let fitted = FittedTraces(data: data, estimates: Estimates(quality: quality, cost: cost))
      return try Sweep.frontiers(
        of: [("s", strategy)], on: fitted, budgets: .perGap(3), task: .unobserved
      ).curves[0].area
    }
    let cells = result.data[0].numeric
    #expect(cells.columns.map(\.key) == ["cell", "strategy", "auc", "auc_low", "auc_high", "published"])
    let areas = Dictionary(
      uniqueKeysWithValues: cells.rows.map { row in
        guard case .text(let name) = row[1], case .fixed(let area, _) = row[2] else { return ("", 0.0) }
        return (name, area)
      })
    #expect(areas["routing"] == (try area(RoutingStrategy(), fuses: false)))
    #expect(areas["cascade-routing"] == (try area(CascadeRoutingStrategy(), fuses: false)))
    #expect(areas["fused"] == (try area(IndexStrategy(), fuses: true)))
    // The paper's table 1, second row, second column: routing, 3 models, medium noise.
    #expect(cells.rows.first { $0[1] == .text("routing") }?.last == .fixed(74.97, 2))
    #expect(cells.rows.first { $0[1] == .text("linear") }?.last == .fixed(69.62, 2))
  }
}
