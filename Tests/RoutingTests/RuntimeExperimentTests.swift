import Routing
import Testing

@Suite struct RuntimeExperimentTests {
  @Test func countsTheSetsThatDecisionsEvaluate() throws {
    var arguments = ExperimentArguments()
    arguments.isSmall = true
    let table = try Experiment.runtime.run(arguments, .unobserved).data[0]
    #expect(table.columns.map(\.key) == ["models", "variant", "evaluated", "sets"])
    // 2, 7, .. 32 models in three variants, slow up to 17.
    #expect(table.rows.count == 7 * 3 + 4)
    // All sets of at most three of 17: 17 + 136 + 680 = 833; slow looks at each.
    #expect(table.rows.contains([.count(17), .text("slow"), .number(833, 4), .number(833, 6)]))
    // Without answers greedy looks at each single model.
    #expect(table.rows.contains([.count(32), .text("greedy"), .number(32, 4), .number(5488, 6)]))
    #expect(try Experiment.runtime.run(arguments, .unobserved).data[0].rows == table.rows)
  }
}
