import Testing
import Traces

@Suite struct EveryEvalEverFormatTests {
  private let files = ScratchTraces()

  @Test func samplesAreRead() throws {
    let traces = try files.load(
      """
      {"sample_id": "s1", "model_id": "m", "evaluation_name": "t", "evaluation": {"score": 0.5}, "input": {"raw": "q"},
       "output": {"raw": ["long"]}, "answer_attribution": [{"extracted_value": "4"}],
       "token_usage": {"input_tokens": 3, "output_tokens": 2, "reasoning_tokens": 9},
       "performance": {"latency_ms": 250}}
      {"sample_id": "s2", "model_id": "m", "evaluation_name": "t", "evaluation": {"is_correct": true},
       "output": {"raw": ["short"]}, "token_usage": {"input_tokens": 1, "output_tokens": 1}}
      """)
    #expect(Array(traces.queryIDs) == ["s1", "s2"] && traces.models == ["m"] && traces.quality == [0.5, 1])
    // Reasoning is a part of the output and not added to it.
    #expect(traces.cost == [5, 2] && traces.costUnit == .tokens)
    #expect((0..<2).map { traces.answers?[$0] } == ["4", "short"] && traces.prompts?[0] == "q")
    #expect(traces.outcomeColumn("latency")?.text(at: 0) == "0.25")
    #expect(traces.queryColumn("group")?.text(at: 1) == "t")
  }
}
