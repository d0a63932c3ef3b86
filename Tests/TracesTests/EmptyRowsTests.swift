import Input
import TestSupport
import Testing
import Traces

/// Logs that a second process continues: what was pending when the first ended has an outcome later.
@Suite struct EmptyRowsTests {
  private let folder = ScratchFolder()

  private func line(_ query: String, _ model: String, _ outcome: String, _ propensity: Double) -> String {
    "{\"query_id\":\"\(query)\",\"model\":\"\(model)\",\(outcome),\"propensity\":\(propensity)}\n"
  }

  private let pending = "\"quality\":null,\"cost\":null"
  private let known = "\"quality\":1,\"cost\":2"

  private func check(_ traces: TraceSet) {
    #expect(Array(traces.queryIDs) == ["q1", "q2", "q3"] && traces.models == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [-1, 1, 1, -1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [-1, 2, 2, -1, -1, -1])
    // With the chance of the line that has the outcome.
    #expect((1...2).map { traces.propensity(at: $0) } == [0.25, 0.75])
    #expect(traces.repeatCount == 0 && traces.skippedCount == 0 && traces.runs == nil)
  }

  /// q1 is known at once, and decided once more without an outcome; q2 is pending twice before it is known; q3 stays so.
  private var lines: [String] {
    [
      line("q1", "b", known, 0.25), line("q2", "a", pending, 0.5), line("q3", "b", pending, 0.5),
      line("q2", "a", pending, 0.625), line("q2", "a", known, 0.75), line("q1", "b", pending, 0.875),
    ]
  }

  @Test func aLineWithoutAnOutcomeGivesWay() throws {
    // The models come in the order a, b of a query that is left out of nothing.
    let first = line("q1", "a", pending, 0.5)
    check(try TraceLoader.load(paths: [folder.write(first + lines.joined(), to: "log.jsonl")]))
    check(
      try TraceLoader.load(paths: [
        folder.write(first + lines[..<3].joined(), to: "one.jsonl"),
        folder.write(lines[3...].joined(), to: "two.jsonl"),
      ]))
    let list = "[" + (first + lines.joined()).split(separator: "\n").joined(separator: ",") + "]"
    check(try TraceLoader.load(paths: [folder.write(list, to: "log.json")]))
  }

  @Test func twoOutcomesAreStillOneTooMany() {
    let path = folder.write((lines + [line("q2", "a", known, 0.5)]).joined(), to: "log.jsonl")
    #expect(
      thrown { () throws(InputError) in try TraceLoader.load(paths: [path]) }
        == .duplicate(path: path, line: 7, query: "q2", model: "a"))
  }
}
