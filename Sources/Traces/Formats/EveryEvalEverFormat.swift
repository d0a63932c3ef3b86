import Input
import Mathematics

extension TraceFormat {
  /// Every Eval Ever's samples (schema 0.3): JSON Lines with `sample_id`, `model_id` and `evaluation.score`.
  static let everyEvalEver = TraceFormat(
    name: "every-eval-ever", summary: "Every Eval Ever samples, JSON Lines: sample_id, model_id, evaluation.score",
    layout: RecordLayout(
      place: .sequence,
      fields: [
        ("query_id", "sample_id"), ("model", "model_id"), ("task", "evaluation_name"),
        ("quality", "evaluation.score"), ("quality", "evaluation.is_correct"),
        ("tokens_in", "token_usage.input_tokens"), ("tokens_out", "token_usage.output_tokens"),
        ("tokens_cache_read", "token_usage.input_tokens_cache_read"),
        ("tokens_cache_write", "token_usage.input_tokens_cache_write"),
        ("tokens_reasoning", "token_usage.reasoning_tokens"), ("latency_ms", "performance.latency_ms"),
        ("prompt", "input.raw"), ("answer", "answer_attribution[0].extracted_value"), ("answer", "output.raw[0]"),
        ("error", "error"),
      ])
  ) { document in
    guard document["sample_id"] != nil, document["model_id"] != nil, document["evaluation"]?.object != nil else {
      return nil
    }
    return "records have sample_id, model_id and evaluation"
  }
}
