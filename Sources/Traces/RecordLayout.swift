import Input

/// What stands where in the records of a format that is JSON.
///
/// A field is one of our names and a path in the record; of several fields of one name the first that holds something
/// counts. A path that begins with `^` is one in the document around the records; `@` is the key of the record. A model
/// at `arms.*` makes one outcome of each member of `arms`, whose key names the model. Where a path goes through `*` else,
/// members that are called as the model are meant; where none is, numbers are added up and of scores the first counts.
///
/// Names beside those of columns: `task` tells equal query ids apart, `error` says that the call failed unless there is
/// an answer.
struct RecordLayout: Sendable {
  /// One of our names and the path of its value.
  typealias Field = (String, String)

  /// Where the records stand.
  var place: JSONRecordReader.Place
  /// What stands where.
  var fields: [Field]
  /// The task where no field says one.
  var task: String?
  /// A path of whose values one alone counts: records that hold another one score the same answers in another way.
  var scoring: String?
  /// Whether what stands at `error` says that the call failed; otherwise it is a column like others.
  var errorsAreFailures = true

  /// Whether a score that is `NaN` says that there is none; else it is refused.
  var nanIsNoScore = false

  /// The path of the scores of several scorers, `scores.*.value`, of which one counts.
  var scorers: String?

  /// Names of fields that are no further columns.
  var ownNames: Set<String> {
    Set(["query_id", "model", "quality", "cost", "prompt", "answer", "group", "task", "latency_ms"])
      .union(RecordedOutcome.Measure.allCases.map(\.rawValue)).union(errorsAreFailures ? ["error"] : [])
  }

  /// The layout in which one scorer's score counts, and its answer before others.
  func choosing(_ choice: ScorerChoice) -> RecordLayout {
    guard let path = choice.chosen else { return self }
    var layout = self
    layout.fields.removeAll { $0.0 == "quality" }
    layout.fields.append(("quality", path))
    if let place = layout.fields.firstIndex(where: { $0.0 == "answer" && $0.1.contains("*") }),
      let answer = choice.path(like: layout.fields[place].1)
    {
      layout.fields.insert(("answer", answer), at: place)
    }
    return layout
  }

  /// The layout with what `--map` says in the place of the fields of those names.
  func mapped(by map: [String: String]) -> RecordLayout {
    var layout = self
    for (name, path) in map.sorted(by: { $0.key < $1.key }) {
      layout.fields.removeAll { $0.0 == name || name == "latency" && $0.0 == "latency_ms" }
      layout.fields.append((name, path))
    }
    return layout
  }

  /// Whether scores stand in members of an object, of which one counts.
  var hasScorers: Bool { fields.first { $0.0 == "quality" }?.1.contains("*") ?? false }

  /// Which of the members that hold scores counts, and what takes another one.
  func choice(of scorer: String, before other: String) -> String {
    let path =
      fields.first { $0.0 == "quality" }?.1.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    return "the score is that of \(scorer); --map quality=\(path.joined(separator: other)) takes that of \(other)"
  }

  /// The error that a record of a file lacks what it has to have.
  func missing(_ name: String, path: String, line: Int) -> InputError {
    let places = fields.filter { $0.0 == name }.map { $0.1.hasPrefix("^") ? String($0.1.dropFirst()) : $0.1 }
    return .malformed(
      path: path, line: line, column: 1, found: "a record without \(name)",
      expected: places.isEmpty ? "one that names its \(name)" : "a value at " + places.joined(separator: " or "))
  }
}

extension LoadOptions {
  /// The error that `--map` names something in the members of another object or list than that of which each member names a
  /// model or a query; `nil` where it does not.
  func strayMember(path: String) -> InputError? {
    func members(in path: String) -> [String]? {
      let steps = JSONPicker.steps(of: path)
      return steps.lastIndex { ["*", "[*]"].contains($0) }.map { Array(steps[...$0]) }
    }
    guard
      let (key, given) = ["model", "query_id"].lazy.compactMap({ name in map[name].map { (name, $0) } })
        .first(where: { members(in: $0.1) != nil }), let own = members(in: given)
    else { return nil }
    for (name, other) in map.sorted(by: { $0.key < $1.key }) {
      guard let others = members(in: other), others != own else { continue }
      return .incompatible(
        path: path,
        reason:
          "--map \(name)=\(other) leads through other members than \(key)=\(given), each of which is one outcome; "
          + #"write them as one list: [{"model": ..., "quality": ..., "cost": ...}, ...]"#)
    }
    return nil
  }
}
