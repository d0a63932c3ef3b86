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

  /// `promptfoo eval -o results.jsonl` writes an outcome a line.
  @Test func linesOfOutcomes() throws {
    let traces = try files.load(
      """
      {"promptIdx": 0, "testIdx": 0, "testCase": {"vars": {"q": "a"}}, "promptId": "x", "provider": {"id": "p"}, "prompt": {"raw": "Q a"}, "score": 1, "success": true, "cost": 0.5, "namedScores": {}}
      {"promptIdx": 1, "testIdx": 0, "testCase": {"vars": {"q": "a"}}, "promptId": "x", "provider": {"id": "r"}, "prompt": {"raw": "Q a"}, "score": 0, "success": false, "cost": 2, "namedScores": {}}
      """)
    #expect(Array(traces.queryIDs) == ["0"] && traces.models == ["p", "r"])
    #expect(traces.quality == [1, 0] && traces.cost == [0.5, 2] && traces.guesses.isEmpty)
  }

  /// Version 2 of the results numbers no tests: what was asked is the query, in whatever order answers came.
  @Test func exportsWithoutNumbersOfTests() throws {
    func result(_ model: String, _ prompt: String, _ score: Int) -> String {
      #"{"provider": {"id": "\#(model)", "label": ""}, "prompt": {"raw": "\#(prompt)", "label": "{{q}}"}, "#
        + #""vars": {"q": "\#(prompt)"}, "success": true, "score": \#(score), "cost": 0.1}"#
    }
    let results = [result("a", "one", 1), result("b", "two", 0), result("a", "two", 1), result("b", "one", 0)]
    let traces = try files.load(
      #"{"results": {"version": 2, "results": [\#(results.joined(separator: ","))], "stats": {}, "table": {}}}"#,
      to: "a.json")
    #expect(Array(traces.queryIDs) == ["one", "two"] && traces.models == ["a", "b"])
    #expect(traces.quality == [1, 0, 1, 0])
    #expect(traces.guesses == ["tests have no numbers: queries are told apart by their prompts"])
  }
}
