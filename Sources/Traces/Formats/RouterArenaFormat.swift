import Input
import Mathematics

extension TraceFormat {
  /// RouterArena's cached results: JSON Lines with `global_index`, `llm_selected` and `evaluation_result`, one model a file.
  static let routerArena = TraceFormat(
    name: "router-arena", summary: "RouterArena cache, JSON Lines: global_index, llm_selected, evaluation_result",
    layout: RecordLayout(
      place: .sequence,
      fields: [
        ("query_id", "global_index"), ("model", "llm_selected"), ("quality", "evaluation_result.score"),
        ("cost", "evaluation_result.inference_cost"), ("tokens_in", "token_usage.input_tokens"),
        ("tokens_out", "token_usage.output_tokens"), ("prompt", "question"), ("answer", "generated_answer"),
        ("error", "error"),
      ])
  ) { document in
    guard document["global_index"] != nil, document["llm_selected"] != nil else { return nil }
    return "records have global_index and llm_selected"
  }
}
