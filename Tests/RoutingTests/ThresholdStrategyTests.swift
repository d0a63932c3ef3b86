import Mathematics
import Routing
import Testing

@Suite struct ThresholdStrategyTests {
  @Test func thresholdsStayBetweenZeroAndOne() throws {
    // Estimates of 2: no threshold up to 1 ever lets a second model run, whatever the budget.
    let data = try SmallTraces.tuning(qualities: [[0.5, 1], [0.5, 1]], costs: [[1, 2], [1, 2]])
    let table = PairedTable(exAnte: [Double](repeating: 2, count: 8), postHoc: [2, 2, 2, 2, 2, 2, 2, 2], modelCount: 2)
    let cost = PairedTable(exAnte: data.cost, postHoc: data.cost, modelCount: 2)
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(quality: PairedQualityEstimates(table, sigma: [0, 0]), cost: PairedCostEstimates(cost)))
    func runs(_ faults: ReferenceFaults) throws -> Double {
      let tuned = try ThresholdStrategy(reference: faults).tuner(for: fitted, task: .unobserved)
        .policy(budget: nil, task: .unobserved)
      return try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved).depth
    }
    #expect(try runs([]) == 2)
    #expect(try runs(.thresholdsFromZeroToOne) == 1)
  }
}
