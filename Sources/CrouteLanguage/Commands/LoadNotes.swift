import Display
import Traces
import Workbench

/// What `load` says of the traces that it read: what was taken for what, and what was left out, merged or changed.
enum LoadNotes {
  /// The sentences, in the order in which they are said.
  ///
  /// - Parameter prices: what is said of a price list.
  static func all(on traces: TraceSet, prices: [String]) -> [String] {
    before.flatMap { $0(traces) } + prices + after.flatMap { $0(traces) }
  }

  private typealias Note = @Sendable (TraceSet) -> [String]

  /// A sentence about some of a kind, said where there are any.
  private static func count(
    _ count: KeyPath<TraceSet, Int> & Sendable, _ one: String, _ many: String, _ rest: String
  ) -> Note {
    { traces in traces[keyPath: count] == 0 ? [] : [Format.count(traces[keyPath: count], one, many) + rest] }
  }

  private static let before: [Note] = [
    { $0.readAs.map { "read as \($0)" } },
    { $0.guesses },
    { $0.costSource.words.map { [$0] } ?? [] },
    missing,
    count(\.failedCount, "failed call has", "failed calls have", " no outcome"),
    count(\.repeatCount, "outcome repeats", "outcomes repeat", " a query and model: the mean is used"),
    count(\.leftOutCount, "row is", "rows are", " left out: other scores of the same answers"),
    count(\.blankCount, "blank score counts", "blank scores count", " as 0, as in RouterBench"),
    count(\.renamedCount, "query was", "queries were", " renamed because the id was taken: ID#2, ID#3, ..."),
  ]

  private static let after: [Note] = [
    count(\.clippedCount, "number was", "numbers were", " moved to the nearest end of the range"),
    count(\.skippedCount, "outcome repeats", "outcomes repeat", " a query and model: the first is used"),
    { $0.respelledModels.map { "\($0) is spelled in two ways, in composed and in decomposed Unicode: one model" } },
    count(
      \.respelledQueryCount, "query id comes", "query ids come",
      " in two spellings, composed and decomposed Unicode: one query each"),
    count(\.otherPromptCount, "query has", "queries have", " different prompts in different rows: the first is used"),
    { traces in
      traces.outcomeColumns.contains { $0.name == "group" }
        ? ["group differs between the rows of a query: it is a column of outcomes, MODEL.group"] : []
    },
  ]

  private static let missing: Note = { traces in
    let missing = traces.missingCount
    if missing == 0 { return [] }
    if missing == traces.quality.count {
      let isRequests = traces.readAs.contains { $0.hasPrefix("litellm") } || traces.outcomeColumn("request_id") != nil
      return [
        "no scores are recorded; `join FILE --on \(isRequests ? "request_id" : "query_id") --map quality=COLUMN` adds them"
      ]
    }
    let all = Format.count(traces.quality.count, "outcome")
    return ["\(Format.count(missing)) of \(all) \(missing == 1 ? "is" : "are") missing"]
  }
}

extension CostSource {
  /// What stands for the costs, in a sentence; `nil` where they are recorded or were asked for.
  var words: String? {
    switch self {
    case .recorded: nil
    case .tokens: "no price is recorded: costs are tokens, input and output together"
    case .latency: "neither prices nor tokens are recorded: costs are seconds"
    case .equal: "no cost is recorded: every answer costs 1 unit"
    }
  }
}
