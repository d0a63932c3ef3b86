import Glibc
import Input
import Mathematics

extension TraceFormat {
  /// Spend logs of LiteLLM, as CSV or JSON: a call a row, with `model`, `spend` and tokens, without a score.
  ///
  /// Rows without a model, as those of calls that were refused, are left out.
  ///
  /// A query is a request, `request_id`, unless `--map query_id=COLUMN` names what calls of several models share.
  static let liteLLM = TraceFormat(
    name: "litellm", summary: "LiteLLM spend logs, CSV or JSON: request_id, model, spend, prompt_tokens",
    sniff: { beginning in
      guard beginning.columns.contains("spend"), beginning.columns.contains("model"),
        let other = ["prompt_tokens", "request_id", "call_type"].first(where: beginning.columns.contains)
      else { return nil }
      return "a table with model, spend and \(other)"
    },
    read: { path, options, task, builder throws(InputError) in
      var reader = LiteLLMReader(
        reader: try TableReader(path: path, task: task), path: path, options: options)
      try reader.read(into: &builder)
    })
}

/// Reads one file of spend logs.
private struct LiteLLMReader {
  let reader: TableReader
  let path: String
  let options: LoadOptions

  mutating func read(into builder: inout TraceBuilder) throws(InputError) {
    builder.begin(reader.source)
    var namelessCount = 0
    let kept = ["request_tags", "session_id", "user", "end_user", "call_type"]
    var targets: [String: Int] = [:]
    var condition: RowCondition.Placed<Int>?
    while try reader.next() {
      if condition == nil {
        condition = try options.rows?.columns(of: reader, options, queries: reader.column("request_id"))
      }
      if let condition, !condition.holds({ reader.numericText($0) }) { continue }
      let (query, model) = try (column("query_id", "request_id"), column("model"))
      var outcome = RecordedOutcome()
      outcome.hasFailed = reader.column("status").flatMap(reader.text) == "failure"
      if !outcome.hasFailed {
        outcome.cost = try number(column("cost", "spend"), in: .cost)
        outcome.measures[0] = try number(reader.column("prompt_tokens"), in: .cost)
        outcome.measures[1] = try number(reader.column("completion_tokens"), in: .cost)
        if let quality = reader.column(options.fileName(for: "quality")) {
          outcome.quality = try reader.score(quality, options)
        }
        let start = reader.column("startTime").flatMap(reader.text).flatMap(Timestamp.seconds)
        let end = reader.column("endTime").flatMap(reader.text).flatMap(Timestamp.seconds)
        if let start, let end, end >= start { outcome.measures[5] = end - start }
      }
      let number: Int
      let name: Int
      if let given = builder.givenModel {
        number = builder.query(try reader.required(query))
        name = builder.model(given)
      } else if let own = reader.bytes(model), !own.isEmpty {
        number = builder.query(try reader.required(query))
        name = builder.model(own)
      } else {
        namelessCount += 1
        continue
      }
      guard builder.add(outcome, query: number, model: name, repeats: options.repeats) else { continue }
      let row = builder.rowCount - 1
      if let answer = reader.column(options.fileName(for: "answer")) ?? reader.column("response") {
        builder.setAnswer(builder.reference(reader.place(answer)), row: row)
      }
      if let prompt = reader.column(options.fileName(for: "prompt")) ?? reader.column("messages") {
        builder.offerPrompt(builder.reference(reader.place(prompt)), query: number)
      }
      let others = (options.map["query_id"] == nil ? kept : ["request_id"] + kept)
      for name in others + options.map.keys.sorted().filter({ !Self.own.contains($0) }) {
        guard let column = reader.column(options.fileName(for: name)) else { continue }
        let target = targets[name] ?? builder.outcomeColumn(name, .any, watched: true)
        targets[name] = target
        builder.append(reader.bytes(column), text: builder.reference(reader.place(column)), toOutcomeColumn: target)
      }
    }
    if namelessCount > 0 {
      let words = namelessCount == 1 ? "call names no model and is" : "calls name no model and are"
      builder.tell("\(namelessCount.grouped) \(words) left out")
    }
    builder.count(reader.window)
    builder.end(size: reader.window.offset + reader.window.count)
  }

  private static let own = ["query_id", "model", "quality", "cost", "answer", "prompt"]

  private func column(_ name: String, _ usual: String? = nil) throws(InputError) -> Int {
    let name = options.map[name] ?? usual ?? name
    if let column = reader.column(name) { return column }
    throw .missingColumn(path: path, column: name, found: reader.columns)
  }

  private func number(_ column: Int?, in range: NumberRange) throws(InputError) -> Double {
    guard let column else { return .nan }
    return try reader.number(column, in: range, clip: options.clip)
  }
}

/// Points in time as logs write them.
enum Timestamp {
  /// The seconds since 1970 of `2026-01-31T08:15:30.25Z`, with a blank for the T or another offset than Z, or of a number
  /// of seconds; `nil` for anything else.
  static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number }
    guard
      let match = text.wholeMatch(
        of: /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d(?:\.\d+)?)\s*(?:Z|UTC|([+-])(\d\d):?(\d\d)?)?/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), let hour = Int(match.4),
      let minute = Int(match.5), let second = Double(match.6)
    else { return nil }
    // Days since 1970 in the proleptic Gregorian calendar, counted from March (Hinnant, days_from_civil).
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    let offset = (Int(match.8 ?? "0") ?? 0) * 60 + ((match.9).flatMap { Int($0) } ?? 0)
    let minutes = (days * 24 + hour) * 60 + minute - (match.7 == "-" ? -offset : offset)
    return Double(minutes) * 60 + second
  }
}
