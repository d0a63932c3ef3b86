import Input
import Mathematics

extension TraceFormat {
  /// A log of Inspect AI as JSON: one object with `eval.model`, `eval.task` and the list `samples`.
  ///
  /// The first scorer's score counts, and of one with parts the first; `--map quality=scores.NAME.value` names another. Tokens and prices are those of the
  /// evaluated model where `model_usage` tells it from graders.
  static let inspect = TraceFormat(
    name: "inspect", summary: "Inspect AI log as JSON: eval.model, samples[] with id, scores, model_usage",
    layout: .inspect
  ) { document in
    guard document["eval"]?["model"]?.string != nil, document["eval"]?["task"] != nil else { return nil }
    return "an object with eval.model and eval.task"
  }
}

extension RecordLayout {
  /// The layout of Inspect's logs.
  static let inspect = RecordLayout(
    place: .list("samples"), fields: [("model", "^eval.model"), ("task", "^eval.task")] + inspectSample,
    nanIsNoScore: true, scorers: "scores.*.value")

  /// What stands where in one of Inspect's samples.
  static let inspectSample: [Field] = [
    ("query_id", "id"), ("quality", "scores.*.value"),
    ("cost", "model_usage.*.total_cost"),
    ("tokens_in", "model_usage.*.input_tokens"), ("tokens_out", "model_usage.*.output_tokens"),
    ("tokens_cache_read", "model_usage.*.input_tokens_cache_read"),
    ("tokens_cache_write", "model_usage.*.input_tokens_cache_write"),
    ("tokens_reasoning", "model_usage.*.reasoning_tokens"), ("latency", "total_time"), ("prompt", "input"),
    ("answer", "scores.*.answer"), ("answer", "output.completion"),
    ("answer", "output.choices[0].message.content"), ("error", "error"),
  ]
}
