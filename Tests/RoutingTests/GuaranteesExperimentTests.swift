import Mathematics
import Routing
import Testing
import Traces

@Suite struct GuaranteesExperimentTests {
  /// 12 worlds: at 10%, four broken promises or more have a chance below 3%.
  @Test func promisesAreKeptInFewWorlds() throws {
    var arguments = ExperimentArguments(traces: try Simulator.traces(named: "sim:cascade", queries: 1_440))
    arguments.isSmall = true
    let result = try Experiment.guarantees.run(arguments, .unobserved)
    let rows = result.data[0].rows
    func count(_ value: ExperimentTable.Value) -> Int { if case .count(let count) = value { count } else { -1 } }
    #expect(rows.map { $0[1] } == [0.05, 0.1, 0.05, 0.1, 0.05, 0.1].map { .fixed($0, 2) })
    #expect(rows.allSatisfy { count($0[2]) == 12 && count($0[4]) <= 3 && count($0[4]) <= count($0[3]) })
    // What may be wrong more often is certified at least as often.
    for place in [0, 2, 4] { #expect(count(rows[place][3]) <= count(rows[place + 1][3])) }
    #expect(rows.contains { count($0[3]) > 0 })
  }
}
