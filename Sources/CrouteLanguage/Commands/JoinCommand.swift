import CommandLanguage
import Display
import Input
import Traces
import Workbench

extension Commands {
  static let join = Command(
    "join", .data, "add columns to the queries, such as prompts, features or groups",
    arguments: [Argument("FILE", .path)],
    options: [
      Option("on", .text, "COLUMN", "the column of query ids (query_id), or of outcome ids"),
      Option("map", .text, "A=B,...", "column names and the file's names: quality=score"),
      Option("scale", .text, "LOW..HIGH", "with scores: their scale, such as 0..100; 0..1 where none is given"),
      Option("clip", nil, "", "with scores: clip those outside their scale to its nearest end"),
    ],
    details:
      "The file is CSV or JSON Lines with one row per query; what differs from answer to answer, such as a confidence, is a "
      + "column of the file that `load` reads. With --map quality=COLUMN its rows score outcomes that have no "
      + "score, such as those of spend logs: the column of --on identifies the outcome, and where a query has "
      + "several, a column model tells which.",
    examples: ["join prompts.jsonl --on query_id", "join scores.csv --on request_id --map quality=score"]
  ) { context in
    var workspace = try context.workspace()
    let word = context.invocation.arguments[0]
    let before = workspace.traces
    let join = TraceOrigin.Join(
      file: try context.reading(word), on: context.invocation.text("on") ?? "query_id",
      map: try columnMap(context.invocation.word("map")), scale: try scale(context.invocation),
      clip: context.invocation.has("clip"))
    if !join.hasScores, let option = ["scale", "clip"].first(where: context.invocation.has) {
      throw LocatedError(.misuse("--\(option) is for scores, which --map quality=COLUMN names"), at: word)
    }
    let (joined, matched, strange) = try context.at(word) {
      do throws(InputError) {
        return try join.joined(to: before, task: context.task)
      } catch {
        guard let option = join.option(for: error) else { throw error }
        throw LoadError(error: error, seen: nil, command: option)
      }
    }
    workspace.traces = joined
    workspace.identity = context.interpreter.makeIdentity()
    workspace.origin.joins.append(join)
    context.session.workspace = workspace
    var columns = workspace.traces.queryColumns.map(\.name).filter { before.queryColumn($0) == nil }
    if before.prompts == nil && workspace.traces.prompts != nil { columns.insert("prompt", at: 0) }
    let others = strange == 0 ? nil : Format.count(strange, "row is", "rows are")
    func tellMissingWords() {
      for note in LoadNotes.missingWords(joined) { context.report.note(note) }
    }
    if join.hasScores {
      context.report.status("joined \(Format.count(matched, "score"))")
      if joined.clippedCount > 0 {
        context.report.note(
          "\(Format.count(joined.clippedCount, "number was", "numbers were")) moved to the nearest end of the range")
      }
      tellMissingWords()
      if let others { context.report.note(others + " left out: no outcome has that id") }
      context.report.json = [.init("scores", .integer(matched)), .init("rows_left_out", .integer(strange))]
      return
    }
    context.report.status("joined \(columns.isEmpty ? "no new column" : columns.joined(separator: ", "))")
    let missing = joined.queryCount - matched
    if missing > 0 {
      context.report.note(
        "\(Format.count(matched, "query has", "queries have")) a row; \(Format.count(missing, "other gets", "others get")) missing values"
      )
    }
    tellMissingWords()
    if let others { context.report.note(others + " left out: no query has that id") }
    context.report.json = [
      .init("columns", .array(columns.map { .string($0) })), .init("queries", .integer(matched)),
      .init("rows_left_out", .integer(strange)),
    ]
  }
}

extension TraceOrigin.Join {
  /// The option that names a column which the file does not have.
  fileprivate func option(for error: InputError) -> String? {
    guard case .missingColumn(_, let column, let found) = error,
      Suggestion.nearest(to: column, in: found) == nil
    else { return nil }
    switch column {
    case map["query_id"] ?? on: return "--on COLUMN names the one that holds the ids"
    case "quality": return "--map quality=COLUMN names the one that holds the scores"
    default: return nil
    }
  }
}
