import Input
import TestSupport
import Testing
import Traces

@Suite struct InspectFormatTests {
  private let files = ScratchTraces()

  @Test func epochsAreAveragedAndGradersAreNotCounted() throws {
    let traces = try files.load(ScratchTraces.inspect, to: "a.json")
    #expect(Array(traces.queryIDs) == ["7", "08"] && traces.models == ["org/m"])
    #expect(traces.quality[0] == 0.75 && traces.quality[1].isNaN)
    #expect(abs(traces.cost[0] - 0.3) < 1e-15 && traces.cost[1].isNaN)
    #expect((traces.repeatCount, traces.failedCount) == (1, 1))
    #expect((traces.costUnit, traces.costSource) == (.usd, .recorded))
    #expect(traces.outcomeColumn("tokens_in")?.text(at: 0) == "15")
    let tokens = try files.load(ScratchTraces.inspect, to: "a.json", LoadOptions(cost: .tokens))
    // (10 + 5 + 100 + 20 + 5) / 2
    #expect(tokens.cost[0] == 70)
  }

  /// N is no answer and counts as wrong; answers are looked for with the scorer, then with the model.
  @Test func gradesAndAnswers() throws {
    let traces = try files.load(
      """
      {"eval": {"model": "m", "task": "t"}, "samples": [
        {"id": 1, "input": "q1", "scores": {"s": {"value": "N"}}, "output": {"completion": "one"}, "total_time": 2.5},
        {"id": 2, "input": "q2", "scores": {"s": {"value": 0.25, "answer": "two"}}, "output": {"completion": "other"},
         "total_time": 3}]}
      """, to: "a.json")
    #expect(traces.quality == [0, 0.25] && traces.answers?[0] == "one" && traces.answers?[1] == "two")
    #expect(traces.cost == [2.5, 3] && traces.costUnit == .latency && traces.prompts?[1] == "q2")
  }
}
