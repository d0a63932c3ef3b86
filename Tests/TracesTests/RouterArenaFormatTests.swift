import Testing
import Traces

@Suite struct RouterArenaFormatTests {
  private let files = ScratchTraces()

  @Test func oneModelAFile() throws {
    func cache(_ model: String, _ score: Double, error: String) -> String {
      """
      {"global_index": "g_1", "llm_selected": "\(model)", "question": "q", "generated_answer": "\(model)!",
       "evaluation_result": {"score": \(score), "inference_cost": 0.5}, "token_usage": {"input_tokens": 3, "output_tokens": 4}}
      {"global_index": "g_2", "llm_selected": "\(model)", "evaluation_result": {"score": 0}, "error": \(error)}
      """
    }
    let paths = [
      files.folder.write(cache("a", 1, error: "\"time out\""), to: "a.jsonl"),
      files.folder.write(cache("b", 0.25, error: "null"), to: "b.jsonl"),
    ]
    let traces = try TraceLoader.load(paths: paths)
    #expect(Array(traces.queryIDs) == ["g_1", "g_2"] && traces.models == ["a", "b"])
    // The second call of a failed; that of b was wrong, and its cost is not recorded.
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0.25, -1, 0])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.5, 0.5, -1, -1])
    #expect(traces.failedCount == 1 && traces.answers?[1] == "b!")
    #expect(traces.outcomeColumn("tokens_out")?.text(at: 0) == "4")
  }
}
