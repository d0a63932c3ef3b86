import Input
import TestSupport
import Testing
import Traces

@Suite struct KeyedFormatsTests {
  private let files = ScratchTraces()

  @Test func scoresKeyedByModelBesideTheirCosts() throws {
    let traces = try files.load(
      """
      {"id": "a", "scores": {"m.1": 0.5, "m.2": true}, "costs": {"m.2": 3, "m.1": 2}}
      {"id": "b", "costs": {"m.1": 4}, "scores": {"m.1": null}}
      """)
    #expect(traces.models == ["m.1", "m.2"] && Array(traces.queryIDs) == ["a", "b"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [0.5, 1, -1, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [2, 3, 4, -1])
  }

  @Test func objectsKeyedByModelHoldScoresCostsAndAnswers() throws {
    let traces = try files.load(
      """
      {"prompt": "p", "arms": {"a": {"reward": 0.25, "spend": 2, "response": "x", "completion_tokens": 7},
       "b": {"reward": 1, "spend": 3, "response": "y", "completion_tokens": 8}}}
      """)
    // Without a name, the place in the file names the query.
    #expect(Array(traces.queryIDs) == ["0"] && traces.models == ["a", "b"])
    #expect(traces.quality == [0.25, 1] && traces.cost == [2, 3] && traces.prompts?[0] == "p")
    #expect(traces.answers?[1] == "y" && traces.outcomeColumn("tokens_out")?.text(at: 1) == "8")
  }

  /// The model is the name of the file, or three folders up where files are called instance_results.
  @Test func objectsKeyedByQueryAreOneModelEach() throws {
    let text = #"{"q1": {"resolved": true, "cost": 0.5}, "q2": {"resolved": false, "cost": 1}}"#
    let alone = try files.load(text, to: "gpt.json")
    #expect(alone.models == ["gpt"] && Array(alone.queryIDs) == ["q1", "q2"])
    #expect(alone.quality == [1, 0] && alone.cost == [0.5, 1] && alone.queryColumn("group")?.text(at: 0) == "gpt")
    let results = files.folder.path + "/opus/instance_results"
    shell("mkdir -p '\(results)'")
    let nested = try files.load(text, to: "opus/instance_results/bench.json")
    #expect(nested.models == ["opus"] && nested.queryColumn("group")?.text(at: 1) == "bench")
  }
}
