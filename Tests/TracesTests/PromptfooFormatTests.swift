import Input
import TestSupport
import Testing
import Traces

@Suite struct PromptfooFormatTests {
  private let files = ScratchTraces()

  @Test func promptfooFailuresHaveNoOutcomeAndFailedChecksDo() throws {
    let traces = try files.load(
      """
      {"evalId": "e", "results": {"version": 3, "results": [
        {"testIdx": 0, "provider": {"id": "p", "label": ""}, "score": 0, "cost": 0.1, "error": "Expected x",
         "response": {"output": "y"}},
        {"testIdx": 1, "provider": {"id": "p", "label": ""}, "score": 0, "cost": 0, "error": "API error: 500"},
        {"testIdx": 0, "provider": {"id": "p", "label": "mine"}, "success": true, "cost": 0.2,
         "response": {"output": {"a": 1}}}]}}
      """, to: "a.json")
    #expect(traces.models == ["p", "mine"] && Array(traces.queryIDs) == ["0", "1"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0, 1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.1, 0.2, -1, -1])
    #expect(traces.answers?[1] == #"{"a": 1}"#)
  }

  @Test func aSuccessIsAScoreAndTokensAreKept() throws {
    let traces = try files.load(
      """
      {"results": {"version": 3, "results": [
        {"testIdx": 4, "provider": "p", "success": false, "latencyMs": 1500, "prompt": {"raw": "q"},
         "response": {"output": "no", "cost": 0.25, "tokenUsage": {"prompt": 3, "completion": 2}},
         "testCase": {"metadata": {"group": "g"}}}]}}
      """, to: "a.json")
    #expect(Array(traces.queryIDs) == ["4"] && traces.models == ["p"] && traces.quality == [0] && traces.cost == [0.25])
    #expect(traces.prompts?[0] == "q" && traces.answers?[0] == "no")
    #expect(traces.queryColumn("group")?.text(at: 0) == "g")
    #expect(
      traces.outcomeColumn("latency")?.text(at: 0) == "1.5" && traces.outcomeColumn("tokens_in")?.text(at: 0) == "3")
  }
}
