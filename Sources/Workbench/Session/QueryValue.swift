import CommandLanguage
import Display
import Traces

/// A value of queries: a column, the text, or models' outcomes.
///
/// The names, in the order in which they are tried: `query_id`, the query's columns, `prompt`, `prompt_length`,
/// `best_quality`, `solved_by`, and `MODEL.COLUMN` for a column of outcomes (`gpt-4.quality`), the model by any
/// unambiguous part of its name.
package struct QueryValue {
  /// The values, one per query of the trace set, read on demand.
  package enum Values {
    /// NaN where missing.
    case numbers((Int) -> Double)
    case texts((Int) -> String?)
  }

  /// The full name.
  package let name: String
  package let values: Values
  /// The different values, if few.
  package private(set) var labels: [String] = []

  /// Looks up `name` for the queries of `traces` and the models of `pool` (indices into `traces.models`).
  ///
  /// - Throws: `unknown`, `ambiguous`.
  package init(_ name: String, of traces: TraceSet, pool: [Int]) throws(CommandError) {
    let width = traces.modelCount
    func outcomes(_ query: Int) -> [Double] { pool.map { traces.quality[query * width + $0] }.filter { !$0.isNaN } }
    if name == "query_id" {
      self.init(name, .texts { traces.queryIDs[$0] })
    } else if let column = traces.queryColumn(name) {
      self.init(name, Self.values(of: column) { $0 }, labels: column.labels)
    } else if name == "prompt", let prompts = traces.prompts {
      self.init(name, .texts { prompts[$0] })
    } else if name == "prompt_length", let prompts = traces.prompts {
      self.init(name, .numbers { prompts[$0].map { Double($0.unicodeScalars.count) } ?? .nan })
    } else if name == "best_quality" {
      self.init(name, .numbers { outcomes($0).max() ?? .nan })
    } else if name == "solved_by" {
      self.init(name, .numbers { Double(outcomes($0).count { $0 > 0 }) })
    } else if let outcome = try Self.outcome(name, of: traces) {
      self = outcome
    } else {
      throw .unknown("column", name, known: Self.names(of: traces) + traces.models.map { $0 + ".quality" })
    }
  }

  /// Looks up `MODEL.COLUMN`; `nil` for other names.
  ///
  /// - Throws: `unknown`, `ambiguous` for the model.
  package static func outcome(_ name: String, of traces: TraceSet) throws(CommandError) -> QueryValue? {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    let column = String(name[name.index(after: dot)...])
    guard outcomeNames(of: traces).contains(column) else { return nil }
    let model = try Self.model(String(name[..<dot]), among: traces.models)
    let width = traces.modelCount
    let full = "\(traces.models[model]).\(column)"
    func place(_ query: Int) -> Int { query * width + model }
    switch column {
    case "quality": return QueryValue(full, .numbers { traces.quality[place($0)] })
    case "cost": return QueryValue(full, .numbers { traces.cost[place($0)] })
    default: break
    }
    if let recorded = traces.outcomeColumn(column) {
      return QueryValue(full, values(of: recorded, at: place), labels: recorded.labels)
    }
    return traces.answers.map { answers in QueryValue(full, .texts { answers[place($0)] }) }
  }

  /// The names of all values except `MODEL.COLUMN`.
  package static func names(of traces: TraceSet) -> [String] {
    ["query_id"] + traces.queryColumns.map(\.name)
      + (traces.prompts == nil ? [] : ["prompt", "prompt_length"]) + ["best_quality", "solved_by"]
  }

  /// The names after `MODEL.`.
  package static func outcomeNames(of traces: TraceSet) -> [String] {
    ["quality", "cost"] + traces.outcomeColumns.map(\.name) + (traces.answers == nil ? [] : ["answer"])
  }

  /// The model named by a text: exactly, else by any unambiguous part.
  package static func model(_ text: String, among models: [String]) throws(CommandError) -> Int {
    if let exact = models.firstIndex(of: text) { return exact }
    let matches = models.indices.filter { models[$0].lowercased().contains(text.lowercased()) }
    if matches.count == 1 { return matches[0] }
    if matches.isEmpty { throw .unknown("model", text, known: models) }
    throw .ambiguous("model", text, candidates: matches.map { models[$0] })
  }

  private init(_ name: String, _ values: Values, labels: [String] = []) {
    self.name = name
    self.values = values
    self.labels = labels
  }

  private static func values(of column: Column, at place: @escaping (Int) -> Int) -> Values {
    if case .numbers(let numbers) = column.values { return .numbers { numbers[place($0)] } }
    return .texts { column.text(at: place($0)) }
  }
}

extension Column {
  fileprivate var labels: [String] { if case .categories(_, let labels) = values { labels } else { [] } }
}
