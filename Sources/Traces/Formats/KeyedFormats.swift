import Input
import Mathematics

extension TraceFormat {
  /// JSON Lines, or one list, whose rows hold an object keyed by model: `{"prompt": …, "arms": {MODEL: {"reward": …,
  /// "cost": …}}}`, or `{"scores": {MODEL: 0.5}, "costs": {MODEL: 0.001}}`.
  ///
  /// `query_id`, `id`, `prompt_id` or `q_id` names the query, else its position does.
  static let keyedByModel = TraceFormat(
    name: "keyed-by-model", summary: "JSON Lines, one row per query, with an object keyed by model: arms, scores",
    sniff: { beginning in
      keyedObject(in: beginning).map { "rows hold an object keyed by model, \($0.name)" }
    },
    read: { path, options, task, builder throws(InputError) in
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      guard let object = keyedObject(in: beginning) else {
        throw .incompatible(path: path, reason: "its first rows have no object keyed by model")
      }
      let row = beginning.union
      let layout = RecordLayout(
        place: .sequence,
        fields: NameKind.keyedQueries.filter { row?[$0] != nil }.map { ("query_id", $0) }
          + [("model", JSONPicker.step(to: object.name) + ".*")] + object.fields
          + queryFields(in: row))
      if options.map["quality"] == nil { object.others.first.map { builder.tell(choice(object.score, $0)) } }
      var reader = LaidOutReader(layout, options: options, path: path)
      try reader.read(task: task, into: &builder)
    })

  /// One JSON object per file, keyed by query: `{QUERY: {"resolved": true, "cost": 0.06}}`; the model is in the path, or
  /// in each member.
  static let keyedByQuery = TraceFormat(
    name: "keyed-by-query", summary: "JSON object keyed by query, one file per model: {QUERY: {resolved, cost}}",
    sniff: { beginning in
      let members = beginning.document?.object ?? []
      guard let score = memberScores(of: members).first else { return nil }
      if areNoQueries(members.prefix(20), by: score) { return nil }
      return "an object keyed by query, each with \(score)"
    },
    read: { path, options, task, builder throws(InputError) in
      let isInResults = FilePath.part(-2, of: path) == "instance_results"
      if isInResults {
        builder.assumedModel = FilePath.part(-3, of: path)
      } else if builder.assumedModel == nil {
        builder.assumedModel = FilePath.stem(of: path)
      }
      // One score and one cost count throughout, whatever else some queries have.
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      let members = beginning.document?.object ?? []
      let scores = memberScores(of: members)
      if scores.count > 1, options.map["quality"] == nil { builder.tell(choice(scores[0], scores[1])) }
      let member = JSONValue.union(of: members.map(\.value)) ?? .null
      let places = member.leaves(isList: true).map { ($0, $0) }
      // Keys that count up name rows, not queries.
      let areNumbers = members.enumerated().allSatisfy { $1.key == String($0) }
      let id = NameKind.keyedQueries.first { member[$0] != nil && (areNumbers || $0 == "query_id") }
      let models = (member.object ?? []).map { JSONPicker.step(to: $0.key) }.flatMap { [$0, $0 + ".name", $0 + ".id"] }
        .filter { NameKind.of($0) == .model && member.values(atPath: $0).first?.string != nil }
      let fields: [RecordLayout.Field] =
        [("query_id", id ?? "@")] + models.prefix(1).map { ("model", $0) }
        + (scores.isEmpty ? NameKind.keyedScores : Array(scores.prefix(1))).map { ("quality", $0) }
        + outcomeFields(at: places, later: NameKind.words(for: "cost")) + queryFields(in: member)
      // The name of the file is that of the task, unless it is that of the model.
      let hasTask = id == nil && (isInResults || !models.isEmpty || !builder.filesNameModels)
      var reader = LaidOutReader(
        RecordLayout(place: .members, fields: fields, task: hasTask ? FilePath.stem(of: path) : nil),
        options: options, path: path, refusesRepeats: id != nil && options.repeats == nil)
      try reader.read(task: task, into: &builder)
    })
}

/// Whether the members of an object are those of something else: shares of right answers and scores beside the number of queries
/// are those of many queries, and the name of a metric names none.
private func areNoQueries(_ members: some Collection<JSONValue.Member>, by score: String) -> Bool {
  let keys = members.first?.value.object?.map(\.key) ?? []
  let isOfMany = ["accuracy", "acc"].contains(score) || keys.contains(where: NameKind.isOfCounts)
  return isOfMany && members.contains { member in member.value[score]?.double.map { $0 > 0 && $0 < 1 } ?? false }
    || members.contains { NameKind.of($0.key) == .score } || members.allSatisfy { isTuple($0.key) }
}

/// Whether a key is what Python writes for several values: `('q1', 'a')` is a query and a model.
private func isTuple(_ key: String) -> Bool { key.hasPrefix("(") && key.hasSuffix(")") && key.contains(", ") }

/// The names of the scores that all members of an object have, the likeliest first; the last one may be cut off.
private func memberScores(of members: [JSONValue.Member]) -> [String] {
  guard let first = members.first?.value.object else { return [] }
  return NameKind.keyedScores.filter { name in
    first.contains { $0.key == name } && members.dropLast().allSatisfy { $0.value[name] != nil }
  }
}

/// Which score counts, and what takes another one.
private func choice(_ score: String, _ other: String) -> String {
  "the score is \(score); --map quality=\(other) takes another"
}

/// What a row has of its query beside the name.
private func queryFields(in row: JSONValue?) -> [RecordLayout.Field] {
  [
    ("prompt", "prompt"), ("prompt", "question"), ("group", "group"), ("group", "source"), ("group", "dataset"),
    ("split", "split"),
  ].filter { row?[$0.1] != nil }
}

/// Where a value of an outcome stands: what tells its meaning, and its path.
private typealias Place = (name: String, path: String)

/// What the outcomes at some places have beside their score.
///
/// - Parameter later: the paths of costs that may come later in the file, where none is among the places.
private func outcomeFields(at places: [Place], later: [String]) -> [RecordLayout.Field] {
  let names = places.map(\.name)
  var fields: [RecordLayout.Field] = []
  for own in ["cost", "tokens_in", "tokens_out"] {
    if let place = LikelyNames.likeliest(own, in: names).flatMap({ name in places.first { $0.name == name } }) {
      fields.append((own, place.path))
    } else if own == "cost" {
      fields += later.map { (own, $0) }
    }
  }
  let others = [("latency", "latency"), ("latency_ms", "latency_ms"), ("answer", "answer"), ("answer", "response")]
  return fields + others.flatMap { own, name in places.filter { $0.name == name }.prefix(1).map { (own, $0.path) } }
}

/// The member of the first rows that is keyed by model, the fields of its members, and the paths of the score that counts
/// and of others.
private func keyedObject(
  in beginning: FileBeginning
) -> (name: String, fields: [RecordLayout.Field], score: String, others: [String])? {
  guard let row = beginning.union, NameKind.keyedQuestions.contains(where: { row[$0] != nil }) else { return nil }
  for member in row.object ?? [] {
    guard let models = member.value.object, !models.isEmpty, models.areKeyedByModel(in: row) else { continue }
    let step = JSONPicker.step(to: member.key) + ".*"
    let places = places(in: row, by: models, at: member.key)
    if models[0].value.object != nil {
      let scores = memberScores(of: models)
      guard let score = scores.first else { continue }
      let paths = scores.map { "\(step).\($0)" }
      let fields = outcomeFields(at: places, later: NameKind.words(for: "cost").map { "\(step).\($0)" })
      return (member.key, [("quality", paths[0])] + fields, score, Array(paths.dropFirst()))
    }
    let isScores = NameKind.keyedTables.contains(member.key)
    guard isScores, models.dropLast().allSatisfy({ $0.value.double != nil || $0.value.isTruth }) else { continue }
    let alike = (row.object ?? []).filter {
      NameKind.keyedTables.contains($0.key) && $0.key != member.key && $0.value.object != nil
    }
    let others = alike.map { JSONPicker.step(to: $0.key) + ".*" }
    return (
      member.key, [("quality", step)] + outcomeFields(at: places, later: ["costs.*", "cost.*", "prices.*"]), member.key,
      others
    )
  }
  return nil
}

/// The places of values by model: in the object of that name first, then in those beside it with members called alike.
private func places(in row: JSONValue, by models: [JSONValue.Member], at name: String) -> [Place] {
  let names = Set(models.map(\.key))
  let keyed = (row.object ?? []).filter { $0.value.object?.contains { names.contains($0.key) } == true }
  return (keyed.filter { $0.key == name } + keyed.filter { $0.key != name }).flatMap { member -> [Place] in
    let step = JSONPicker.step(to: member.key) + ".*"
    let entry = JSONValue.union(of: (member.value.object ?? []).filter { names.contains($0.key) }.map(\.value))
    guard let entry, entry.object != nil else {
      return [(member.key, step)] + (member.key.hasSuffix("s") ? [(String(member.key.dropLast()), step)] : [])
    }
    // Which member is meant is told by the one `*`.
    return entry.leaves(isList: true).filter { !$0.contains("*") }.map { ($0, "\(step).\($0)") }
  }
}

extension JSONValue {
  fileprivate var isTruth: Bool { if case .bool = self { true } else { self == .null } }
}
