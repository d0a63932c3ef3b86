import Routing
import Testing
import Traces

@Suite struct AblationExperimentTests {
  @Test func evaluatingEverySetChangesNothingButTheEffort() throws {
    var arguments = ExperimentArguments(traces: try Simulator.traces(named: "sim:routerbench", queries: 100))
    arguments.budgetCount = 2
    arguments.bootstrapCount = 10
    let result = try Experiment.ablation.run(arguments, .unobserved)
    let table = result.data[0].numeric
    let place = Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.key), table.columns.indices))
    #expect(place["microseconds"] == nil)  // no times unless asked for
    #expect(table.rows.count == 12)
    func row(_ noise: String, _ variant: String) -> [ExperimentTable.Value] {
      table.rows.first { $0[0] == .text(noise) && $0[1] == .text(variant) } ?? []
    }
    func number(_ value: ExperimentTable.Value) -> Double {
      switch value {
      case .fixed(let number, _), .number(let number, _): number
      default: .nan
      }
    }
    for noise in ["low", "medium", "high"] {
      #expect(row(noise, "slow")[place["auc"]!] == row(noise, "normal")[place["auc"]!])
      let sets = ["normal", "greedy", "slow"].map { number(row(noise, $0)[place["sets_per_decision"]!]) }
      // Greedy weighs the answered set and at most 11 additions; slow on its first decision all sets of at most five of
      // 11 models, 11 + 55 + 165 + 330 + 462 = 1,023.
      #expect(sets[1] <= 12 && sets[1] <= sets[0] && sets[0] < sets[2] && sets[2] <= 1023)
    }
    // Published AUC of greedy under high noise.
    #expect(number(row("high", "greedy")[place["published_auc"]!]) == 74.35)
  }
}
