import Routing
import Testing
import Traces

@Suite struct AgenticExperimentTests {
  @Test func comparesWithCascadeRoutingOnIndependentEstimates() throws {
    var arguments = ExperimentArguments(traces: try Simulator.traces(named: "sim:agentic", queries: 60))
    arguments.budgetCount = 3
    arguments.bootstrapCount = 10
    let table = try Experiment.agentic.run(arguments, .unobserved).data[0].numeric
    let place = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.key), table.columns.indices))
    func number(_ strategy: String, _ key: String) -> Double {
      guard case .fixed(let number, _)? = table.rows.first(where: { $0[0] == .text(strategy) })?[place[key]!] else {
        return .nan
      }
      return number
    }
    #expect(table.rows.count == 8)
    #expect(number("linear", "published") == 40.51 && number("cascade-routing", "published") == 54.12)
    #expect(number("cascade-routing", "difference") == 0)
    let difference = number("index, irt", "auc") - number("cascade-routing", "auc")
    #expect(abs(number("index, irt", "difference") - difference) < 1e-12)
    #expect(number("index, irt", "difference_low") <= number("index, irt", "difference_high"))
  }
}
