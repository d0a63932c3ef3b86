import Mathematics
import Routing
import Testing
import Traces

@Suite struct NoiseMapExperimentTests {
  @Test func cascadingPaysWhereOnlyTheSecondLookIsGood() throws {
    var arguments = ExperimentArguments(traces: try Simulator.traces(named: "sim:routerbench", queries: 600))
    arguments.isSmall = true
    arguments.budgetCount = 2
    arguments.bootstrapCount = 10
    let result = try Experiment.noiseMap.run(arguments, .unobserved)
    let map = result.data[0].numeric
    #expect(map.rows.count == 21)  // 6 x 6, sigma_post <= sigma_ante
    func cell(_ exAnte: Double, _ postHoc: Double) -> [String: Double] {
      let row = map.rows.first { $0[0] == .fixed(exAnte, 1) && $0[1] == .fixed(postHoc, 1) }!
      return Dictionary(
        uniqueKeysWithValues: zip(map.columns, row).map { column, value in
          if case .fixed(let number, _) = value { (column.key, number) } else { (column.key, .nan) }
        })
    }
    // The truth is known beforehand: nothing is left to gain over routing, and a cascade runs models for nothing.
    let certain = cell(0, 0)
    #expect(abs(certain["over_routing"]!) < 0.2)
    #expect(certain["over_cascade"]! > 0)
    // Nothing is known before, everything after: routing is at the singles' line, cascading far above it.
    let blind = cell(3, 0)
    #expect(blind["over_routing_low"]! > 5)
    #expect(abs(blind["over_cascade"]!) < 1)
    // Differences are those of the areas beside them.
    #expect(abs(blind["over_routing"]! - (blind["cascade_routing"]! - blind["routing"]!)) < 1e-12)
    // Routing does not look at the second estimate.
    #expect(cell(3, 0)["routing"] == cell(3, 3)["routing"])
  }
}
