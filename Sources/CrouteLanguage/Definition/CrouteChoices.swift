import CommandLanguage
import Routing
import SessionFiles
import Traces
import Workbench

extension Croute {
  package static func choices(
    for kind: ValueKind, beginning: String, after previous: [String], in state: Session
  ) -> [Choice] {
    CrouteChoices(session: state).choices(of: kind, beginning: beginning, previous: previous)
  }

  package static func textCompletion(
    of typed: Substring, before rest: Substring, in state: Session
  ) -> TextCompletion? {
    let completion = SQLCompletion(of: typed, before: rest, in: state)
    return TextCompletion(from: completion.start, completion.candidates)
  }

  package static func part(of word: String, as kind: ValueKind, in state: Session) -> WordPart? {
    switch kind {
    case .models: return listPart(of: word)
    // A query's name may contain these characters too.
    case .queryOrStrategy where !Strategies.isNamed(by: word): return nil
    case .strategy, .strategies, .queryOrStrategy:
      let typed = Array(word)
      let mark = typed.lastIndex(of: "+") ?? typed.firstIndex(of: ":")
      return mark.map { WordPart(from: $0 + 1, after: [String(typed[...$0])]) } ?? WordPart(from: 0, after: [])
    case .queryValue, .filtered: return columnPart(of: word, state.workspace?.traces) ?? WordPart(from: 0, after: [])
    default: return nil
    }
  }

  private static func listPart(of word: String) -> WordPart {
    let typed = Array(word)
    guard let comma = typed.lastIndex(of: ",") else { return WordPart(from: 0, after: []) }
    return WordPart(from: comma + 1, after: String(typed[..<comma]).split(separator: ",").map(String.init))
  }

  /// The column in `MODEL.COLUMN`.
  private static func columnPart(of word: String, _ traces: TraceSet?) -> WordPart? {
    guard let traces, let dot = word.lastIndex(of: ".") else { return nil }
    let (model, rest) = (String(word[..<dot]), word[word.index(after: dot)...])
    guard (try? QueryValue.model(model, among: traces.models)) != nil,
      QueryValue.outcomeNames(of: traces).contains(where: { $0.hasPrefix(rest) })
    else { return nil }
    return WordPart(from: word.distance(from: word.startIndex, to: dot) + 1, after: [model])
  }
}

/// Which names of a session can stand where.
private struct CrouteChoices {
  let session: Session

  func choices(of kind: ValueKind, beginning: String, previous: [String]) -> [Choice] {
    let workspace = session.workspace
    switch kind {
    case .plotted:
      let kind = Plots.all.first { $0.name == previous.first }
      if kind?.argument.kind == .column, let traces = workspace?.traces {
        return traces.plottableColumns.map { Choice($0) }
      }
      return kind.map { choices(of: $0.argument.kind, beginning: beginning, previous: previous) } ?? []
    case .lesson: return LessonShelf.croute.lessons.map { Choice($0.name) } + Choice.paths(beginning)
    case .traceSource: return Simulator.all.map { Choice($0.name) } + Choice.paths(beginning)
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
    case .query: return queries(beginning)
    case .queryOrStrategy: return strategies(after: previous.first) + (previous.isEmpty ? queries(beginning) : [])
    default: return []
    }
  }

  private var models: [String] { session.workspace?.pool ?? session.workspace?.traces.models ?? [] }

  /// The queries with this beginning; of more than a few hundred how their names go on.
  private func queries(_ beginning: String) -> [Choice] {
    guard let ids = session.workspace?.traces.queryIDs else { return [] }
    return ids.completions(of: beginning, atMost: 300).map { Choice($0.text, isFinal: $0.isWhole) }
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
    case "quality": (QualityEstimators.all.map(\.name) + ["auto"]).filter { $0 != "table" }.map { Choice($0) }
    case "cost": CostEstimators.all.map(\.name).filter { $0 != "table" }.map { Choice($0) }
    case "table": Choice.paths(beginning)
    default: []
    }
  }
}
