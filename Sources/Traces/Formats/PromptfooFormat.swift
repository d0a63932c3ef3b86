import Input
import Mathematics

extension TraceFormat {
  /// What promptfoo writes: an export, which is one JSON object with the outcomes in `results.results`, or JSON Lines with
  /// an outcome each.
  ///
  /// A test is a query, a provider a model; a call that failed without an answer has no outcome. The mean over prompts
  /// counts where a provider was given several. Version 2 of the results does not number the tests: there the prompt as it
  /// was sent is the query.
  static let promptfoo = TraceFormat(
    name: "promptfoo", summary: "promptfoo export, JSON: results.results[] with testIdx, provider, score, cost",
    sniff: { beginning in
      if isOutcome(beginning.record) { return "records have provider, prompt and score" }
      guard let results = beginning.document?["results"], results["results"]?.array != nil || results["version"] != nil,
        beginning.document?["evalId"] != nil || results["prompts"] != nil
          || isOutcome(results["results"]?.array?.first)
      else { return nil }
      return "an object with evalId and results"
    },
    read: { path, options, task, builder throws(InputError) in
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      let isLines = isOutcome(beginning.record)
      let first = isLines ? beginning.record : beginning.document?["results"]?["results"]?.array?.first
      if let first, first["testIdx"] == nil, options.map["query_id"] == nil {
        builder.tell("tests have no numbers: queries are told apart by their prompts")
      }
      var reader = LaidOutReader(
        RecordLayout(place: isLines ? .sequence : .list("results.results"), fields: fields), options: options,
        path: path)
      try reader.read(task: task, into: &builder)
    })

  private static let fields: [RecordLayout.Field] = [
    ("query_id", "testIdx"), ("query_id", "prompt.raw"), ("model", "provider.label"), ("model", "provider.id"),
    ("model", "provider"), ("quality", "score"), ("quality", "success"), ("cost", "cost"), ("cost", "response.cost"),
    ("tokens_in", "response.tokenUsage.prompt"), ("tokens_out", "response.tokenUsage.completion"),
    ("latency_ms", "latencyMs"), ("prompt", "prompt.raw"), ("answer", "response.output"), ("error", "error"),
    ("group", "testCase.metadata.group"),
  ]

  /// Whether a record is an outcome as promptfoo writes it.
  private static func isOutcome(_ record: JSONValue?) -> Bool {
    guard let record, record["provider"] != nil, record["score"] ?? record["success"] != nil else { return false }
    return record["testIdx"] != nil || record["prompt"]?["raw"] != nil
  }
}
