import Foundation
import Routing
import Traces

extension Completer {
  /// The names of variables.
  var variables: [String] { session.variables.keys.sorted() }

  /// The choices at a place of that kind.
  ///
  /// - Parameters:
  ///   - beginning: the text typed so far.
  ///   - previous: the context, see `Place.previous`.
  func choices(of kind: Place.Kind, beginning: String, previous: [String]) -> [Choice] {
    switch kind {
    case .verb: Commands.all.map { Choice($0.name) }
    case .options(let names): names.map { Choice("--" + $0) }
    case .value(let kind): choices(of: kind, beginning: beginning, previous: previous)
    }
  }

  private func choices(of kind: ValueKind, beginning: String, previous: [String]) -> [Choice] {
    let workspace = session.workspace
    switch kind {
    case .text, .number, .integer, .sql: return []
    case .choice(let words): return words.map { Choice($0) }
    case .settingValue: return Setting.all.first { $0.name == previous.first }?.choices.map { Choice($0) } ?? []
    case .plotted:
      let kind = Plots.all.first { $0.name == previous.first }
      if kind?.argument.kind == .column, let traces = workspace?.traces {
        return traces.plottableColumns.map { Choice($0) }
      }
      return kind.map { choices(of: $0.argument.kind, beginning: beginning, previous: previous) } ?? []
    case .path: return paths(beginning)
    case .traceSource: return Simulator.all.map { Choice($0.name) } + paths(beginning)
    case .model: return models.map { Choice($0, isKnownByParts: true) }
    case .models:
      return (previous.isEmpty ? [Choice("all"), Choice("hull")] : [])
        + models.filter { !previous.contains($0) }.map { Choice($0, isKnownByParts: true) }
    case .strategy: return strategies(after: previous.first)
    case .strategies: return (previous.isEmpty ? [Choice("all")] : []) + strategies(after: previous.first)
    case .estimator: return estimators(of: previous.first, beginning)
    case .column:
      return ["query_id"].map { Choice($0) } + (workspace?.traces.queryColumns.map { Choice($0.name) } ?? [])
    case .queryValue: return queryValues(after: previous.first)
    case .filtered: return queryValues(after: previous.first) + (previous.isEmpty ? [Choice("off")] : [])
    case .queryLabel:
      return workspace.flatMap { try? QueryValue(previous.first ?? "", of: $0.traces, pool: []) }?.labels.sorted()
        .map { Choice($0) } ?? []
    case .traces: return session.workspaces.map { Choice($0.name) }
    case .resultColumn:
      let name = previous.count > 1 ? previous[1] : "_"
      return session.results.first { $0.name == name }?.value.columns.map { Choice($0.key) } ?? []
    case .result: return session.results.map { Choice($0.name) }
    case .command: return (Commands.all.map(\.name) + HelpTopics.all.map(\.name)).map { Choice($0) }
    case .variable: return variables.map { Choice($0) }
    case .query: return queries(beginning)
    case .queryOrStrategy: return strategies(after: previous.first) + (previous.isEmpty ? queries(beginning) : [])
    }
  }

  private var models: [String] { session.workspace?.pool ?? session.workspace?.traces.models ?? [] }

  /// The first few hundred queries with this beginning.
  private func queries(_ beginning: String) -> [Choice] {
    guard let ids = session.workspace?.traces.queryIDs else { return [] }
    let beginning = Array(beginning.utf8)
    return ids.indices.lazy.filter { ids.utf8(at: $0).starts(with: beginning) }.prefix(300).map { Choice(ids[$0]) }
  }

  /// The values by which queries can be looked up: after `MODEL.` the columns of outcomes.
  private func queryValues(after model: String?) -> [Choice] {
    guard let traces = session.workspace?.traces else { return [] }
    if model != nil { return QueryValue.outcomeNames(of: traces).map { Choice($0) } }
    return QueryValue.names(of: traces).map { Choice($0) }
      + traces.models.map { Choice($0 + ".", isFinal: false, isKnownByParts: true) }
  }

  /// Names of strategies, models after `single:`, options after a `+`.
  private func strategies(after previous: String?) -> [Choice] {
    guard let previous else {
      return Strategies.all.map { Choice($0.takesModel ? $0.name + ":" : $0.name, isFinal: !$0.takesModel) }
    }
    let name = previous.prefix { $0 != ":" && $0 != "+" }
    guard let kind = Strategies.all.first(where: { $0.name == name }) else { return [] }
    if previous.hasSuffix(":") { return kind.takesModel ? models.map { Choice($0, isKnownByParts: true) } : [] }
    let given = previous.split(separator: "+").dropFirst().map { $0.prefix { $0 != "=" } }
    return kind.options.filter { option in !given.contains { $0 == option.name } }.map {
      Choice($0.placeholder == nil ? $0.name : $0.name + "=", isFinal: $0.placeholder == nil)
    }
  }

  private func estimators(of what: String?, _ beginning: String) -> [Choice] {
    switch what {
    case "quality": QualityEstimators.all.map(\.name).filter { $0 != "table" }.map { Choice($0) }
    case "cost": CostEstimators.all.map(\.name).filter { $0 != "table" }.map { Choice($0) }
    case "table": paths(beginning)
    default: []
    }
  }

  /// Files and folders; hidden ones only after a dot.
  private func paths(_ beginning: String) -> [Choice] {
    let end = beginning.lastIndex(of: "/").map { beginning.index(after: $0) } ?? beginning.startIndex
    let folder = String(beginning[..<end])
    let showsHidden = beginning[end...].hasPrefix(".")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(beginning[end...]) && (showsHidden || !$0.hasPrefix(".")) }.sorted().map {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + $0, isDirectory: &isFolder)
      return Choice(folder + $0 + (isFolder.boolValue ? "/" : ""), isFinal: !isFolder.boolValue)
    }
  }
}
