import Input
import Mathematics

/// The names that every row of a table of outcomes has.
let requiredNames = ["query_id", "model", "quality", "cost"]

extension TraceFormat {
  /// JSON records, one per query and model, as a list (also one inside of an object), as the members of an object or one after the other, with `query_id, model, quality, cost` or
  /// what `--map` names in their place by dotted paths: `quality=evaluation.score`, `model=arms.*`, `answer=choices[0].text`.
  ///
  /// Names are understood as in the tidy format; every other member of the first records that is a text or a number is
  /// kept. A list of records without paths is read as a tidy table.
  static let records = TraceFormat(
    name: "records",
    summary: "JSON records, a list or one after the other: query_id, model, quality, cost, or --map paths",
    sniff: { beginning in
      guard let (place, record) = outcomeRecords(in: beginning) else { return nil }
      let isList = beginning.document?.array != nil || place != .sequence
      let paths = beginning.map.filter { !isColumn($0.value) && record.holds($0.value) }
      guard isList || !paths.isEmpty || beginning.isSpread else { return nil }
      let own = requiredNames.filter { record.holds(beginning.map[$0] ?? $0) }
      return isList || paths.isEmpty
        ? "\(isList ? "a list of records" : "records") with " + own.joined(separator: ", ")
        : "records with the mapped paths"
    },
    read: { path, options, task, builder throws(InputError) in
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      let (place, record) = outcomeRecords(in: beginning) ?? (.sequence, beginning.record ?? .null)
      // What the first record lacks may come with another.
      let list = if case .list(let name) = place { beginning.document?[name] } else { beginning.document }
      let records = list?.array ?? (place == .members ? list?.object?.map(\.value) : nil) ?? []
      var members = record.object ?? []
      for member in records.flatMap({ $0.object ?? [] })
      where !members.contains(where: { $0.key == member.key }) {
        members.append(member)
      }
      var fields: [RecordLayout.Field] = []
      for member in members where options.name(for: member.key) == member.key {
        let isPlain = member.value.array == nil && member.value.object == nil
        if isPlain || ["prompt", "answer"].contains(member.key) {
          fields.append((member.key, JSONPicker.step(to: member.key)))
        }
      }
      for name in RecordedOutcome.names where options.map[name] == nil && !members.contains(where: { $0.key == name }) {
        fields.append((name, name))
      }
      if options.map["model"] == nil, let star = options.map["quality"]?.range(of: ".*") {
        fields.append(("model", String(options.map["quality"]?[..<star.upperBound] ?? "")))
      }
      let hasModel = options.map["model"] != nil || fields.contains { $0.0 == "model" }
      if !hasModel, place != .sequence, beginning.document?["model"]?.string != nil || !beginning.isWhole {
        fields.append(("model", "^model"))
      }
      for name in ["query_id", "quality"] where options.map[name] == nil && !members.contains(where: { $0.key == name })
      {
        if name == "query_id", options.map["quality"]?.contains(".*") == true { continue }
        throw .missingColumn(path: path, column: name, found: members.map(\.key))
      }
      let hasRuns = options.trustsRuns && members.contains { RunColumn.names.contains($0.key) }
      if hasRuns { builder.trustsRuns = true }
      var reader = LaidOutReader(
        RecordLayout(place: place, fields: fields, errorsAreFailures: false), options: options, path: path,
        refusesRepeats: options.repeats == nil && !hasRuns)
      try reader.read(task: task, into: &builder)
    })
}

/// Where the records are, and the first of them: one that holds two of the names that every outcome has.
private func outcomeRecords(in beginning: FileBeginning) -> (place: JSONRecordReader.Place, first: JSONValue)? {
  func isOutcome(_ record: JSONValue) -> Bool {
    record.object != nil && requiredNames.count { record.holds(beginning.map[$0] ?? $0) } >= 2
  }
  if let record = beginning.record, isOutcome(record) { return (.sequence, record) }
  if let (name, first) = beginning.wrapped, isOutcome(first) { return (.list(name), first) }
  return beginning.keyed.flatMap { isOutcome($0) ? (.members, $0) : nil }
}

/// Whether a path is the name of a member of the record itself.
private func isColumn(_ path: String) -> Bool { JSONPicker.steps(of: path).count == 1 && !path.contains("[") }

extension JSONValue {
  /// Whether anything stands at a dotted path, where `*` is any member and `[*]` any element.
  func holds(_ path: String) -> Bool { !values(atPath: path).isEmpty }

  /// What stands at such a path.
  func values(atPath path: String) -> [JSONValue] {
    JSONPicker.steps(of: path).reduce([self]) { values, step in values.flatMap { $0.values(at: step) } }
  }

  private func values(at step: String) -> [JSONValue] {
    if step == "*" { return object?.map(\.value) ?? [] }
    if step == "[*]" { return array ?? [] }
    if step.hasPrefix("["), let index = Int(step.dropFirst().dropLast()) {
      return array.flatMap { $0.indices.contains(index) ? [$0[index]] : nil } ?? []
    }
    return self[step].map { [$0] } ?? []
  }
}
