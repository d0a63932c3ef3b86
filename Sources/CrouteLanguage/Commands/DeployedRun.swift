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
          .invalidValue("--\(option.name)", found: given.text, allowed: "a strategy: a policy file is tuned already"),
          at: given)
      }
    }
    let path = String(word.text.dropFirst(Self.policyPrefix.count))
    let policy = try at(word) { try PolicyFile.read(try reading(path, at: word).path) }
    let workspace = try workspace()
    let all = workspace.traces.models
    let data = try at(word) {
      let indices = try policy.models.map { name in
        guard let index = all.firstIndex(of: name) else { throw RoutingError.unknown("model", name, known: all) }
        return index
      }
      if policy.costUnit != workspace.traces.costUnit {
        throw RoutingError.unsuitable(
          "policy",
          reason: "its costs are in \(policy.costUnit.label), those of the traces in \(workspace.traces.costUnit.label)"
        )
      }
      let data = try Dataset(
        traces: workspace.traces, models: indices, queries: try queries(of: workspace),
        split: workspace.splitInUse, needsAll: workspace.needsAll, keepsOrder: true)
      return try policy.runsOneModel || data.isLog ? data.valued(task: task) : data.standingIn(task: task).served
    }
    if let note = data.offersNote { report.note(note) }
    let (tuned, fitted) = try at(word) { try policy.serving(data, task: task) }
    return (word.text, tuned, fitted)
  }
}
