import CommandLanguage
import Display
import Traces
import Workbench

/// What `load` says of the traces that it read: what was taken for what, and what was left out, merged or changed.
enum LoadNotes {
  /// The sentences, in the order in which they are said.
  ///
  /// - Parameter prices: what is said of a price list.
  static func all(on traces: TraceSet, prices: [String]) -> [String] {
    // What is said of prices tells which outcomes they give no cost.
    let before = before + (prices.isEmpty ? [uncosted] : [])
    return before.flatMap { $0(traces) } + prices + after.flatMap { $0(traces) }
  }

  typealias Note = @Sendable (TraceSet) -> [String]

  /// A sentence about some of a kind, said where there are any.
  private static func count(
    _ count: KeyPath<TraceSet, Int> & Sendable, _ one: String, _ many: String, _ rest: String
  ) -> Note {
    { traces in traces[keyPath: count] == 0 ? [] : [Format.count(traces[keyPath: count], one, many) + rest] }
  }

  /// How many words said that a number is missing.
  static let missingWords = count(
    \.missingWordCount, "word such as NA was", "words such as NA were", " read as a missing number")

  private static let before: [Note] = [
    { $0.readAs.map { "read as \($0)" } },
    { $0.guesses },
    costs,
    missing,
    count(\.failedCount, "failed call has", "failed calls have", " no outcome"),
    count(\.repeatCount, "outcome repeats", "outcomes repeat", " a query and model: the mean is used"),
    count(\.leftOutCount, "row is", "rows are", " left out: other scores of the same answers"),
    count(\.blankCount, "blank score counts", "blank scores count", " as 0, as in RouterBench"),
    count(\.renamedCount, "query was", "queries were", " renamed because the id was taken: ID#2, ID#3, ..."),
  ]

  private static let after: [Note] = [
    missingWords,
    count(\.clippedCount, "number was", "numbers were", " moved to the nearest end of the range"),
    count(\.skippedCount, "outcome repeats", "outcomes repeat", " a query and model: the first is used"),
    { alike($0.models).map { "\($0) differ in blanks alone: they are different models" } },
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

  /// The models that look the same, quoted, those of one look together.
  private static func alike(_ models: [String]) -> [String] {
    let byLook = Dictionary(grouping: models) { $0.split(separator: /\s+/).joined(separator: " ") }
    return byLook.values.filter { $0.count > 1 }.map { names in
      let quoted = names.sorted().map { "'\($0)'" }
      return quoted.dropLast().joined(separator: ", ") + " and " + quoted[quoted.count - 1]
    }.sorted()
  }

  private static let costs: Note = { traces in
    guard let words = traces.costWords else { return [] }
    if let cost = traces.unreadCosts.first {
      if traces.unreadCosts.count == 1 {
        let unit = NameKind.unit(ofCost: cost)
        let map = LoadOptions(cost: unit == nil ? nil : .relative, map: ["cost": cost]).words.joined(separator: " ")
        return [words + "; \(map) takes that number" + (unit.map { " of \($0)" } ?? "")]
      }
      return [words + "; --map cost=NAME takes one of \(traces.unreadCosts.joined(separator: ", "))"]
    }
    if traces.costSource != .equal { return [words] }
    if let map = traces.tokenMap { return [words + "; --map \(Lexer.quoted(map)) counts tokens"] }
    let columns = traces.modelTokenColumns
    if columns.isEmpty { return [words] }
    let shown = columns.prefix(3).joined(separator: ", ") + (columns.count > 3 ? ", ..." : "")
    return [
      words
        + "; \(shown) seem\(columns.count == 1 ? "s" : "") to count tokens: costs from tokens need a row per query and "
        + "model (help formats), a known ratio of costs is set by `reprice MODEL=10x`"
    ]
  }

  private static let uncosted = count(
    \.uncostedCount, "outcome with a score and no cost counts", "outcomes with a score and no cost count",
    " as missing in strategies")

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

extension TraceSet {
  /// What stands for the costs, in a sentence; `nil` where they are recorded or were asked for.
  var costWords: String? {
    let unread = unreadCosts.isEmpty ? nil : "no number called cost is recorded"
    switch costSource {
    case .recorded: return nil
    case .tokens:
      let counted = ["tokens_in", "tokens_out"].filter { name in
        guard case .numbers(let numbers)? = outcomeColumn(name)?.values else { return false }
        return numbers.contains { !$0.isNaN }
      }
      let kinds = counted == ["tokens_in"] ? " of the input alone" : " of the output alone"
      return "\(unread ?? "no price is recorded"): costs are tokens"
        + (counted.count == 2 ? ", input and output together" : kinds)
    case .latency: return "\(unread ?? "neither prices nor tokens are recorded"): costs are seconds"
    case .equal: return "\(unread ?? "no cost is recorded"): every answer costs 1 unit"
    }
  }
}
