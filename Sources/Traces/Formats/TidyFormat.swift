import Input
import Mathematics

extension TraceFormat {
  /// One row per query and model, as CSV, as JSON Lines or as a JSON list: `query_id, model, quality, cost`.
  ///
  /// Optional columns: `prompt` (the first one recorded for a query counts), `answer`, `confidence`, `latency`,
  /// `latency_ms`, `tokens_in`, `tokens_out` (numbers per outcome), `logprobs`, `group`, `split`, numbers `x_…`. Every
  /// other column is kept: per query where its values are equal in all rows of each query, otherwise per outcome. A
  /// blank number is missing, and whole rows may be missing.
  static let tidy = TraceFormat(
    name: "tidy", summary: "CSV or JSON, one row per query and model: query_id, model, quality, cost",
    sniff: { beginning in
      // Where a path leads into records, they are read as such.
      if beginning.mapsPaths || beginning.isSpread { return nil }
      let own = ["query_id", "model", "quality", "cost"].filter(beginning.columns.contains)
      return own.count >= 2 ? "a table with " + own.joined(separator: ", ") : nil
    },
    read: { path, options, task, builder throws(InputError) in
      let table = try TableReader(path: path, task: task)
      try TidyReader(table, path: path, options: options).read(task: task, into: &builder)
    })
}

/// Reads one tidy file.
private struct TidyReader {
  /// The role of an optional column.
  private enum Role {
    case prompt, answer
    case number(target: Int, range: NumberRange)
    /// A number that may be written in percent.
    case share(target: Int)
    case other(target: Int)
  }

  /// Where the cost of a row is found.
  private enum Cost {
    case column(Int)
    case milliseconds(Int)
    case sum(Int, Int)
    /// Nowhere: it is found among what else is recorded.
    case open

    var isOpen: Bool { if case .open = self { true } else { false } }
  }

  private let path: String
  private let options: LoadOptions
  private let reader: TableReader
  private var roles: [(column: Int, role: Role)] = []
  /// How many columns have been given a role, or none.
  private var roleCount = 0

  /// What rows have told of those to come.
  private struct Known: Equatable {
    /// Their columns.
    var columns: [String]
    /// What several outcomes of one query and model count as.
    var repeats: Repeats?
    /// Whether there is a column of scores.
    var hasQuality: Bool
  }

  /// A reader of rows of the file at `path`.
  init(_ reader: TableReader, path: String, options: LoadOptions) {
    (self.path, self.options, self.reader) = (path, options, reader)
  }

  /// Adds the rows of the whole file.
  func read(task: TaskContext, into builder: inout TraceBuilder) throws(InputError) {
    builder.begin(reader.source)
    // In JSON a column may come with any row, and the score of the first may be missing.
    let isTable = !reader.columns.isEmpty
    if isTable { _ = try (column("query_id"), modelColumn(builder), column("quality"), cost()) }
    let count = builder.rowCount
    let (path, options) = (path, options)
    let reading = PartedReading<Known>(
      path: path, source: reader.source, task: task, keepsRepeats: { $0.repeats == .mean }
    ) { table, known, builder throws(InputError) in
      var rows = TidyReader(table, path: path, options: options)
      return try rows.addRows(to: &builder, known: known)
    }
    let known = try reading.read(reader, into: &builder)
    if let known, !known.hasQuality, builder.rowCount > count {
      throw .missingColumn(path: path, column: options.fileName(for: "quality"), found: known.columns)
    }
  }

  /// Adds the rows of the reader.
  ///
  /// - Parameter known: what rows before them have told.
  /// - Returns: what all have told.
  private mutating func addRows(to builder: inout TraceBuilder, known: Known?) throws(InputError) -> Known {
    let hasRows = try reader.next()
    let hasRuns = options.trustsRuns && RunColumn.names.contains { reader.column($0) != nil }
    if hasRuns { builder.trustsRuns = true }
    let repeats = known.map(\.repeats) ?? options.repeats ?? (hasRuns ? .mean : nil)
    var quality = reader.column(options.fileName(for: "quality"))
    guard hasRows else { return Known(columns: reader.columns, repeats: repeats, hasQuality: quality != nil) }
    let (queryID, modelName) = try (column("query_id"), modelColumn(builder))
    var cost = try cost()
    if case .open = cost { builder.leaveCostsOpen() }
    if let model = builder.givenModel, reader.column("model") != nil {
      builder.tell("the column model is not looked at: all rows of \(path) are of \(model)")
    }
    let fileModel = builder.givenModel ?? builder.assumedModel ?? ""
    let condition = try options.rows?.columns(of: reader, options)
    var rowCount = 0
    repeat {
      if let condition, !condition.holds({ reader.numericText($0) }) { continue }
      if roleCount == 0 || reader.mayGrow {
        while roleCount < reader.columns.count {
          if case .open = cost { cost = try self.cost() }
          if quality == nil { quality = reader.column(options.fileName(for: "quality")) }
          if let role = role(of: reader.columns[roleCount], in: &builder) { roles.append((roleCount, role)) }
          roleCount += 1
        }
      }
      if reader.isBlank(query: queryID) { continue }
      let isKnown = rowCount > 0 || known != nil
      let query = builder.query(try name(queryID, isKnown: isKnown))
      let model: Int
      if let modelName {
        model = builder.model(try name(modelName, isKnown: isKnown))
      } else {
        model = builder.model(fileModel)
      }
      let score =
        if let quality { try reader.score(quality, options) } else { Double.nan }
      let value = try number(cost)
      if !cost.isOpen, repeats != .mean,
        builder.isNothingNew(query: query, model: model, hasOutcome: !score.isNaN || !value.isNaN)
      {
        continue
      }
      if !builder.append(query: query, model: model, quality: score, cost: value, repeats: repeats) {
        if repeats == .first { continue }
        throw .duplicate(
          path: path, line: reader.line(of: queryID), query: reader.text(queryID) ?? "",
          model: modelName.flatMap(reader.text) ?? fileModel)
      }
      for (column, role) in roles {
        switch role {
        case .prompt:
          builder.offerPrompt(
            builder.reference(reader.place(column)), hash: reader.textHash(column), query: query)
        case .answer: builder.setAnswer(builder.reference(reader.place(column)), row: builder.rowCount - 1)
        case .number(let target, let range):
          builder.append(
            try reader.number(column, in: range, clip: options.clip, admitsNaN: true, words: { _ in nil }),
            toOutcomeColumn: target)
        case .share(let target):
          builder.append(
            try reader.number(column, in: .finite, admitsNaN: true, words: Score.percentage), toOutcomeColumn: target)
        case .other(let target):
          builder.append(
            reader.numericBytes(column), text: builder.reference(reader.place(column)), toOutcomeColumn: target)
        }
      }
      rowCount += 1
      if rowCount == 1000, let share = reader.shareRead {
        builder.reserveCapacity(builder.rowCount + Int(1.1 * Double(rowCount) / share))
      }
    } while try reader.next()
    builder.count(reader.window)
    return Known(columns: reader.columns, repeats: repeats, hasQuality: quality != nil)
  }

  /// The column for `name`.
  private func column(_ name: String) throws(InputError) -> Int {
    guard let column = reader.column(options.fileName(for: name)) else {
      throw .missingColumn(path: path, column: options.fileName(for: name), found: reader.columns)
    }
    return column
  }

  /// The name in a column, which an object or a list is not.
  ///
  /// - Parameter isKnown: whether rows before have one there.
  private func name(_ column: Int, isKnown: Bool) throws(InputError) -> UnsafeBufferPointer<UInt8> {
    guard reader.isContainer(column) else { return try reader.required(column) }
    let isList = reader.bytes(column)?.first == UInt8(ascii: "[")
    // A part of an object may be the name.
    if !isList, !isKnown { throw .missingColumn(path: path, column: reader.columns[column], found: reader.columns) }
    throw reader.window.malformed(
      at: reader.cells[column].start, found: isList ? "a list" : "an object",
      expected: "a text or a number in column \(reader.columns[column])")
  }

  /// The column of models; `nil` where the file has one model and it is known from elsewhere.
  private func modelColumn(_ builder: TraceBuilder) throws(InputError) -> Int? {
    if builder.givenModel != nil { return nil }
    if builder.assumedModel != nil, options.map["model"] == nil, reader.column("model") == nil { return nil }
    return try column("model")
  }

  private func cost() throws(InputError) -> Cost {
    switch options.cost {
    case nil:
      if options.map["cost"] == nil, reader.column("cost") == nil { return .open }
      return .column(try column("cost"))
    case .usd, .relative: return .column(try column("cost"))
    case .tokens: return .sum(try column("tokens_in"), try column("tokens_out"))
    case .latency:
      if options.map["latency"] == nil, reader.column("latency") == nil, let column = reader.column("latency_ms") {
        return .milliseconds(column)
      }
      return .column(try column("latency"))
    }
  }

  private func number(_ cost: Cost) throws(InputError) -> Double {
    func number(_ column: Int) throws(InputError) -> Double {
      try reader.number(column, in: .cost, clip: options.clip, words: Dollars.value)
    }
    return switch cost {
    case .column(let column): try number(column)
    case .milliseconds(let column): try number(column) / 1000
    case .sum(let first, let second): try number(first) + number(second)
    case .open: .nan
    }
  }

  /// The role of a column; `nil` for one without a role, or with one of its own in every row.
  private func role(of fileName: String, in builder: inout TraceBuilder) -> Role? {
    guard let name = options.name(for: fileName), !name.isEmpty else { return nil }
    switch name {
    case "query_id", "model", "quality": return nil
    case "cost":
      if options.cost != .tokens, options.cost != .latency { return nil }
      // Another number is the cost: the money is kept beside it.
      return .number(target: builder.outcomeColumn("cost_usd", .numbers), range: .cost)
    case "prompt": return .prompt
    case "answer": return .answer
    case "latency_ms": return .number(target: builder.outcomeColumn(name, .numbers), range: .cost)
    case _ where RecordedOutcome.Measure(rawValue: name) != nil:
      return .number(target: builder.outcomeColumn(name, .numbers), range: .cost)
    case "confidence", TraceSet.propensity:
      return .share(target: builder.outcomeColumn(name, .numbers))
    case "group", "split": return .other(target: builder.outcomeColumn(name, .categories, watched: true))
    case _ where name.hasPrefix("x_"):
      return .number(target: builder.outcomeColumn(name, .numbers, watched: true), range: .finite)
    default: return .other(target: builder.outcomeColumn(name, .any, watched: !RecordedOutcome.isOfAnswers(name)))
    }
  }
}
