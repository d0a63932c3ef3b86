import Input
import Mathematics

extension TraceFormat {
  /// A promptfoo export (version 3 of its results): one JSON object, the outcomes in `results.results`.
  ///
  /// A test is a query, a provider a model; a call that failed without an answer has no outcome. The mean over prompts
  /// counts where a provider was given several.
  static let promptfoo = TraceFormat(
    name: "promptfoo", summary: "promptfoo export, JSON: results.results[] with testIdx, provider, score, cost",
    layout: RecordLayout(
      place: .list("results.results"),
      fields: [
        ("query_id", "testIdx"), ("model", "provider.label"), ("model", "provider.id"), ("model", "provider"),
        ("quality", "score"), ("quality", "success"), ("cost", "cost"), ("cost", "response.cost"),
        ("tokens_in", "response.tokenUsage.prompt"), ("tokens_out", "response.tokenUsage.completion"),
        ("latency_ms", "latencyMs"), ("prompt", "prompt.raw"), ("answer", "response.output"), ("error", "error"),
        ("group", "testCase.metadata.group"),
      ])
  ) { document in
    guard let results = document["results"], results["results"]?.array != nil || results["version"] != nil,
      document["evalId"] != nil || results["prompts"] != nil || results["results"]?.array?.first?["testIdx"] != nil
    else { return nil }
    return "an object with evalId and results"
  }
}
