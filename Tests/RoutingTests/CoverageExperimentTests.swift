import Mathematics
import Routing
import Testing
import Traces

@Suite struct CoverageExperimentTests {
  /// Few small worlds: most intervals hold, and the truth is measured on the last half.
  @Test func aSmallForm() throws {
    var arguments = ExperimentArguments(traces: try Simulator.traces(named: "sim:cascade", queries: 8_000))
    arguments.isSmall = true
    arguments.bootstrapCount = 200
    let result = try Experiment.coverage.run(arguments, .unobserved)
    let (intervals, advice) = (result.data[0], result.data[1])
    #expect(intervals.rows.count == 3 && advice.rows.count == 1)
    func count(_ value: ExperimentTable.Value) -> Int { if case .count(let count) = value { count } else { -1 } }
    func number(_ value: ExperimentTable.Value) -> Double {
      if case .fixed(let number, _) = value { number } else { .nan }
    }
    // 4 worlds of 200 queries each, three intervals on the same queries each: two worlds may miss.
    #expect(intervals.rows.allSatisfy { count($0[2]) == 4 })
    #expect(intervals.rows.map { count($0[3]) }.reduce(0, +) >= 9)
    // To two decimals none is lost.
    #expect(intervals.rows.allSatisfy { count($0[3]) <= count($0[4]) && count($0[4]) <= 4 })
    // Nothing does better than the best in hindsight, and no gain is said that is not there more often than said.
    #expect(number(advice.rows[0][8]) >= 0 && count(advice.rows[0][10]) <= count(advice.rows[0][9]))
    #expect(result.remarks[0].contains("the last 4000 are the truth"))
  }
}
