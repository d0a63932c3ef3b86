import Input
import Mathematics

/// What tools call the score of an outcome, the likeliest first.
private let scoreNames = [
  "quality", "reward", "score", "resolved", "correct", "is_correct", "success", "passed", "accuracy", "acc",
  "exact_match",
]
/// What they call an object of scores by model.
private let scoreTables = ["scores", "rewards", "qualities", "quality", "performance"]
/// What they call its cost.
private let costNames = ["cost", "cost_usd", "total_cost", "spend", "price", "inference_cost"]

extension TraceFormat {
  /// JSON Lines, or one list, whose rows hold an object keyed by model: `{"prompt": …, "arms": {MODEL: {"reward": …,
  /// "cost": …}}}`, or `{"scores": {MODEL: 0.5}, "costs": {MODEL: 0.001}}`.
  ///
  /// `query_id`, `id` or `prompt_id` names the query, else its position does.
  static let keyedByModel = TraceFormat(
    name: "keyed-by-model", summary: "JSON Lines, one row per query, with an object keyed by model: arms, scores",
    sniff: { beginning in
      keyedObject(in: beginning).map { "rows hold an object keyed by model, \($0.name)" }
    },
    read: { path, options, task, builder throws(InputError) in
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      guard let object = keyedObject(in: beginning) else {
        throw .incompatible(path: path, reason: "its first row has no object keyed by model")
      }
      let idNames = ["query_id", "id", "prompt_id", "q_id"].filter { beginning.record?[$0] != nil }
      let layout = RecordLayout(
        place: .sequence,
        fields: idNames.map { ("query_id", $0) } + [("model", object.name + ".*")] + object.fields
          + [
            ("prompt", "prompt"), ("prompt", "question"), ("group", "group"), ("group", "source"), ("group", "dataset"),
            ("split", "split"),
          ].filter { beginning.record?[$0.1] != nil })
      if options.map["quality"] == nil { object.others.first.map { builder.tell(choice(object.score, $0)) } }
      var reader = LaidOutReader(layout, options: options, path: path)
      try reader.read(task: task, into: &builder)
    })

  /// One JSON object per file, keyed by query: `{QUERY: {"resolved": true, "cost": 0.06}}`; the model is in the path.
  static let keyedByQuery = TraceFormat(
    name: "keyed-by-query", summary: "JSON object keyed by query, one file per model: {QUERY: {resolved, cost}}",
    sniff: { beginning in
      let members = beginning.document?.object ?? []
      return memberScores(of: members).first.map { "an object keyed by query, each with \($0)" }
    },
    read: { path, options, task, builder throws(InputError) in
      if FilePath.part(-2, of: path) == "instance_results" {
        builder.assumedModel = FilePath.part(-3, of: path)
      } else if builder.assumedModel == nil {
        builder.assumedModel = FilePath.stem(of: path)
      }
      // One score and one cost count throughout, whatever else some queries have.
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      let members = beginning.document?.object ?? []
      let scores = memberScores(of: members)
      let costs = costNames.filter { name in members.contains { $0.value[name] != nil } }
      if scores.count > 1, options.map["quality"] == nil { builder.tell(choice(scores[0], scores[1])) }
      let fields =
        (scores.isEmpty ? scoreNames : Array(scores.prefix(1))).map { ("quality", $0) }
        + (costs.isEmpty ? costNames : Array(costs.prefix(1))).map { ("cost", $0) }
      var reader = LaidOutReader(
        RecordLayout(place: .members, fields: [("query_id", "@")] + fields, task: FilePath.stem(of: path)),
        options: options, path: path)
      try reader.read(task: task, into: &builder)
    })
}

/// The names of the scores that all members of an object have, the likeliest first; the last one may be cut off.
private func memberScores(of members: [JSONValue.Member]) -> [String] {
  guard let first = members.first?.value.object else { return [] }
  return scoreNames.filter { name in
    first.contains { $0.key == name } && members.dropLast().allSatisfy { $0.value[name] != nil }
  }
}

/// Which score counts, and what takes another one.
private func choice(_ score: String, _ other: String) -> String {
  "the score is \(score); --map quality=\(other) takes another"
}

/// What names or holds the question of a row.
private let questionNames = ["query_id", "id", "prompt_id", "q_id", "prompt", "question", "query", "input", "text"]

/// The member of the first row that is keyed by model, the fields of its members, and the paths of the score that counts
/// and of others.
private func keyedObject(
  in beginning: FileBeginning
) -> (name: String, fields: [RecordLayout.Field], score: String, others: [String])? {
  guard questionNames.contains(where: { beginning.record?[$0] != nil }) else { return nil }
  for member in beginning.record?.object ?? [] {
    guard let models = member.value.object, !models.isEmpty else { continue }
    if let first = models[0].value.object {
      let names = first.map(\.key)
      let scores = memberScores(of: models)
      guard let score = scores.first else { continue }
      let cost = costNames.first(where: names.contains).map { [("cost", "\(member.key).*.\($0)")] } ?? []
      let others = [
        "tokens_in", "tokens_out", "input_tokens", "output_tokens", "prompt_tokens", "completion_tokens", "latency",
        "answer", "response",
      ].filter(names.contains).map { (ours($0), "\(member.key).*.\($0)") }
      let paths = scores.map { "\(member.key).*.\($0)" }
      return (member.key, [("quality", paths[0])] + cost + others, score, Array(paths.dropFirst()))
    }
    let isScores = scoreTables.contains(member.key)
    guard isScores, models.dropLast().allSatisfy({ $0.value.double != nil || $0.value.isTruth }) else { continue }
    let costs = ["costs", "cost", "prices"].filter { beginning.record?[$0]?.object != nil }.map { ("cost", $0 + ".*") }
    let alike = (beginning.record?.object ?? []).filter {
      scoreTables.contains($0.key) && $0.key != member.key && $0.value.object != nil
    }
    return (member.key, [("quality", member.key + ".*")] + costs, member.key, alike.map { $0.key + ".*" })
  }
  return nil
}

private func ours(_ name: String) -> String {
  switch name {
  case "input_tokens", "prompt_tokens": "tokens_in"
  case "output_tokens", "completion_tokens": "tokens_out"
  case "response": "answer"
  default: name
  }
}

extension JSONValue {
  fileprivate var isTruth: Bool { if case .bool = self { true } else { self == .null } }
}
