import CommandLanguage
import Display
import Routing
import Traces
import Workbench

/// `run policy:FILE`: the policy of a file, as it is.
extension CommandContext {
  /// What precedes the path of a policy file in the place of a strategy.
  static let policyPrefix = "policy:"

  /// The policy of the file that a word names, as it serves the traces in use.
  mutating func deployed(
    _ word: Word
  ) throws -> (name: String, tuned: TunedPolicy, fitted: FittedTraces) {
    for option in Self.policyOptions {
      if let given = invocation.word(option.name) {
        throw LocatedError(
          .misuse("--\(option.name) tunes a strategy, and the policy of a file is tuned already"), at: given)
      }
    }
    let path = String(word.text.dropFirst(Self.policyPrefix.count))
    let policy = try at(word) { try PolicyFile.read(try reading(path, at: word).path) }
    let workspace = try workspace()
    // One policy for all queries was tuned in no fold.
    let split = if case .folds = workspace.splitInUse { nil as Split? } else { workspace.splitInUse as Split? }
    let data = try at(word) {
      let data = try Dataset(
        traces: workspace.traces, models: try policy.places(in: workspace.traces), queries: try queries(of: workspace),
        split: split, needsAll: workspace.needsAll, keepsOrder: true)
      return try policy.runsOneModel || data.isLog ? data.valued(task: task) : data.standingIn(task: task).served
    }
    if let note = data.offersNote { report.note(note) }
    if let note = Self.note(ofMissing: policy.columnsMissing(in: workspace.traces)) { report.note(note) }
    if split == nil {
      report.note("if the policy was fitted or tuned on some of these queries, it does better here than on new ones")
    }
    let (tuned, fitted) = try at(word) { try policy.serving(data, task: task) }
    return (word.text, tuned, fitted)
  }

  /// That traces lack columns that a policy was fitted on; `nil` where they lack none.
  static func note(ofMissing columns: [String]) -> String? {
    columns.isEmpty
      ? nil
      : "the policy was fitted on columns that these traces lack, and does without: \(columns.joined(separator: ", "))"
  }
}

extension DeployedPolicy {
  /// The places of its models in traces.
  ///
  /// - Throws: `RoutingError` where a model is missing, or where the traces have costs in another unit.
  func places(in traces: TraceSet) throws(RoutingError) -> [Int] {
    var places: [Int] = []
    for name in models {
      guard let place = traces.models.firstIndex(of: name) else {
        throw .unknown("model", name, known: traces.models)
      }
      places.append(place)
    }
    if costUnit != traces.costUnit {
      throw .unsuitable(
        "policy", reason: "its costs are in \(costUnit.label), those of the traces in \(traces.costUnit.label)")
    }
    return places
  }
}
