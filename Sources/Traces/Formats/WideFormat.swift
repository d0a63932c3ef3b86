import Input
import Mathematics

extension TraceFormat {
  /// One row per query and one column of scores per model, as CSV, as JSON Lines or as a JSON list, with a column of costs
  /// for each of them or for none.
  ///
  /// `query_id`, `sample_id`, `question_id`, `q_id` or `id` names the query. The models are the columns whose first values are
  /// scores; every other column is kept with the query. Costs that are not recorded are left open.
  static let wide = TraceFormat(
    name: "wide", summary: "CSV or JSON, one row per query, a column of scores per model: query_id, MODEL, MODEL",
    sniff: { beginning in
      guard let columns = modelColumns(of: beginning) else { return nil }
      func listed(_ names: [String]) -> String {
        names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", ... (\(names.count) in all)" : "")
      }
      let costs = columns.costs
      return "a row per query, the columns \(listed(columns.models.map(\.scores))) hold scores of models"
        + (costs.isEmpty ? "" : ", \(listed(costs)) their costs")
    },
    read: { path, options, task, builder throws(InputError) in
      try options.requireRecordedCost(path: path)
      let silent = task.step(0, of: Int.max)
      let early = try modelColumns(in: path, options, findsNew: false, silent)
      let models = early.count < 2 ? try modelColumns(in: path, options, findsNew: true, silent) : early
      if models.count < 2 {
        throw .incompatible(path: path, reason: "it has no columns of scores beside the query ids")
      }
      let first =
        try modelColumns(of: FileBeginning(reading: path, options: options, task: silent))?.models ?? models
      tell(late: models, shown: first, &builder)
      let table = try TableReader(path: path, task: task)
      builder.begin(table.source)
      builder.leaveCostsOpen()
      let reading = PartedReading<WideReader.Known>(
        path: path, source: table.source, task: task, outcomesPerRow: { $0.models.count }
      ) { table, known, builder throws(InputError) in
        let known = known ?? WideReader.Known(models: models)
        var reader = WideReader(table, options: options, shown: first, known: known, task: silent)
        return try reader.addRows(to: &builder)
      }
      _ = try reading.read(table, into: &builder)
    })
}

/// The columns of scores as far as the beginning of a file tells; `nil` where there are not two, or no query ids beside
/// them, or where the table seems to hold several scores of one answer in a row.
private func modelColumns(of beginning: FileBeginning) -> WideColumns? {
  guard NameKind.wideQueries.contains(where: beginning.columns.contains),
    !beginning.columns.contains(where: NameKind.isOfOneAnswer),
    let table = try? TableReader(window: ByteWindow(bytes: beginning.bytes, path: beginning.path))
  else { return nil }
  let options = LoadOptions(map: beginning.map)
  var columns = ScoreColumns(in: beginning.scores, clip: beginning.clip, isOther: options.isOfWideQueries)
  // The last row may go on past the beginning.
  try? columns.look(through: table, findsNew: true)
  let found = WideColumns(scores: columns.names, columns: columns.openNames)
  if found.models.count < 2 || found.models.contains(where: { NameKind.of($0.scores) == .score }) { return nil }
  if beginning.union?.namesModel(besides: Set(beginning.columns)) == true { return nil }
  return beginning.modelColumn(besides: NameKind.wideQueries.map(options.fileName(for:))) == nil ? found : nil
}

/// The columns of scores of a file.
///
/// - Parameter findsNew: whether all rows of JSON are looked through for columns that the first rows lack.
private func modelColumns(
  in path: String, _ options: LoadOptions, findsNew: Bool, _ task: TaskContext
) throws(InputError) -> [WideColumns.Model] {
  var columns = ScoreColumns(
    in: options.scale.map(NumberRange.scale) ?? .quality, clip: options.clip, isOther: options.isOfWideQueries)
  try columns.look(through: TableReader(path: path, task: task), findsNew: findsNew)
  let found = WideColumns(scores: columns.names, columns: columns.openNames)
  try found.requirePairs(path: path)
  return found.models
}

/// Says which models are not among those that the beginning of the file shows.
private func tell(late models: [WideColumns.Model], shown: [WideColumns.Model], _ builder: inout TraceBuilder) {
  let models = models.filter { model in !shown.contains { $0.name == model.name } }.map(\.name)
  if !models.isEmpty { builder.tell("scores of \(models.joined(separator: ", ")), too, stand further down") }
}

extension TraceFormat {
  /// Whether a column of that name in a table of one row per query holds something of the query, and no scores.
  static func isOfWideQueries(_ name: String) -> Bool {
    if NameKind.wideQueries.contains(name) || NameKind.wideOthers.contains(name) { return true }
    if name.hasPrefix("x_") || name.isEmpty { return true }
    if NameKind.isOfAllModels(name) { return true }
    return switch NameKind.of(name) {
    case .latency, .tokens, .feature: true
    case .cost: WideColumns.modelOfCosts(name) == nil
    default: false
    }
  }
}

extension LoadOptions {
  /// Whether a column of a table of one row per query holds something of the query by the name that it has here.
  fileprivate func isOfWideQueries(_ column: String) -> Bool {
    name(for: column).map(TraceFormat.isOfWideQueries) ?? true
  }
}

/// Reads the rows of a wide table.
private struct WideReader {
  /// What rows have told of those to come.
  struct Known: Equatable {
    /// The columns of scores and of costs.
    var models: [WideColumns.Model]
    /// Whether all rows were looked through for further ones.
    var isSearched = false
    /// All columns.
    var columns: [String] = []
  }

  /// The role of a column that holds something of the query.
  private enum Role {
    case prompt, group
    case other(name: String)
  }

  private let reader: TableReader
  private let options: LoadOptions
  private let task: TaskContext
  private let shown: [WideColumns.Model]
  private var known: Known

  /// - Parameters:
  ///   - shown: the models that the beginning of the file shows.
  ///   - known: what rows before have told.
  init(_ reader: TableReader, options: LoadOptions, shown: [WideColumns.Model], known: Known, task: TaskContext) {
    (self.reader, self.options, self.task) = (reader, options, task)
    (self.shown, self.known) = (shown, known)
  }

  /// Adds the rows of the reader; returns what all have told.
  mutating func addRows(to builder: inout TraceBuilder) throws(InputError) -> Known {
    let (reader, options) = (reader, options)
    var numbers = known.models.map { builder.model($0.name) }
    var condition: RowCondition.Placed<Int>?
    var idColumn = 0
    var repeats: Repeats?
    var places: [(scores: Int?, costs: Int?)] = []
    var roles: [(column: Int, role: Role)] = []
    var columnCount = 0
    while try reader.next() {
      if reader.columns.count > columnCount {
        try findMore(&builder)
        numbers = known.models.map { builder.model($0.name) }
        places = known.models.map { (reader.column($0.scores), $0.costs.flatMap(reader.column)) }
        idColumn = try self.idColumn()
        roles = self.roles(besides: idColumn)
        repeats = options.repeats ?? (RunColumn.names.contains { reader.column($0) != nil } ? .mean : nil)
        columnCount = reader.columns.count
      }
      if condition == nil { condition = try options.rows?.columns(of: reader, options, queries: idColumn) }
      if let condition, !condition.holds({ reader.numericText($0) }) { continue }
      if reader.isBlank(query: idColumn) { continue }
      let id = try reader.required(idColumn)
      let query = repeats == nil ? builder.newQuery(id, of: numbers) : builder.query(id)
      for (place, number) in zip(places, numbers) {
        if place.scores == nil && place.costs == nil { continue }
        var (score, cost) = (Double.nan, Double.nan)
        if let scores = place.scores { score = try reader.score(scores, options) }
        if let costs = place.costs {
          cost = try reader.number(costs, in: .cost, clip: options.clip, words: { _ in nil })
        }
        _ = builder.append(query: query, model: number, quality: score, cost: cost, repeats: repeats)
      }
      for (column, role) in roles {
        let text = builder.reference(reader.place(column))
        switch role {
        case .prompt: builder.offerPrompt(text, hash: reader.textHash(column), query: query)
        case .group:
          builder.append(
            reader.bytes(column), text: text, toQueryColumn: builder.queryColumn("group", .categories), query: query)
        case .other(let name):
          builder.append(
            reader.numericBytes(column), text: text, toQueryColumn: builder.queryColumn(name, .any), query: query)
        }
      }
    }
    builder.count(reader.window)
    known.columns = reader.columns
    return known
  }

  /// The column that names the queries.
  private func idColumn() throws(InputError) -> Int {
    guard let column = NameKind.wideQueries.lazy.compactMap({ reader.column(options.fileName(for: $0)) }).first else {
      throw .missingColumn(path: reader.window.path, column: "query_id", found: reader.columns)
    }
    return column
  }

  private func roles(besides idColumn: Int) -> [(column: Int, role: Role)] {
    let names = usedColumns
    return reader.columns.enumerated().compactMap { column, name in
      if column == idColumn || name.isEmpty || names.contains(name) { return nil }
      switch options.name(for: name) {
      case let own? where NameKind.widePrompts.contains(own): return (column, .prompt)
      case let own? where NameKind.wideGroups.contains(own): return (column, .group)
      case let own?: return (column, .other(name: own))
      case nil: return nil
      }
    }
  }

  /// The columns of scores and of costs.
  private var usedColumns: Set<String> { Set(known.models.map(\.scores) + known.models.compactMap(\.costs)) }

  /// Looks for further models and costs where a row has columns that those before lack.
  private mutating func findMore(_ builder: inout TraceBuilder) throws(InputError) {
    let seenCount = known.columns.count
    known.columns = reader.columns
    if known.isSearched || seenCount == 0 { return }
    if reader.columns[seenCount...].allSatisfy({ options.isOfWideQueries($0) || usedColumns.contains($0) }) {
      return
    }
    known.isSearched = true
    let all = try modelColumns(in: reader.window.path, options, findsNew: true, task)
    let late = all.filter { model in !known.models.contains { $0.scores == model.scores } }
    for place in known.models.indices where known.models[place].costs == nil {
      known.models[place].costs = all.first { $0.scores == known.models[place].scores }?.costs
    }
    known.models += late
    tell(late: late, shown: shown, &builder)
  }
}
