import Input
import Mathematics

extension TraceFormat {
  /// One row per query and one column of scores per model, as CSV or as JSON Lines, without costs.
  ///
  /// `query_id`, `sample_id`, `question_id` or `id` names the query. The models are the columns whose values are scores
  /// in the first rows; every other column is kept with the query. Costs are left open.
  static let wide = TraceFormat(
    name: "wide", summary: "CSV or JSON Lines, one row per query, a column of scores per model: query_id, MODEL, MODEL",
    sniff: { beginning in
      guard let models = modelColumns(of: beginning) else { return nil }
      let names = models.prefix(6).joined(separator: ", ") + (models.count > 6 ? ", ... (\(models.count) in all)" : "")
      return "a row per query, the columns \(names) hold scores of models"
    },
    read: { path, options, task, builder throws(InputError) in
      try options.requireRecordedCost(path: path)
      let beginning = try FileBeginning(reading: path, options: options, task: task.step(0, of: Int.max))
      guard let models = modelColumns(of: beginning) else {
        throw .incompatible(
          path: path, reason: "its first rows have no score columns beside the query ids")
      }
      try WideReader(path: path, options: options, models: models, task: task).read(into: &builder)
    })
}

private let idNames = ["query_id", "sample_id", "question_id", "q_id", "id"]
private let otherNames =
  requiredNames + ["prompt", "question", "query", "group", "category", "split", "seed", "run", "epoch"]

/// Names that tell of one row per query and model, whatever else is in the table.
private let tidyNames: Set<String> = [
  "model", "model_id", "model_name", "llm", "quality", "score", "correct", "accuracy", "reward", "cost", "price",
]

/// The columns of scores in the first rows; `nil` where there are not two, or no query ids beside them.
private func modelColumns(of beginning: FileBeginning) -> [String]? {
  guard idNames.contains(where: beginning.columns.contains), !tidyNames.contains(where: beginning.columns.contains),
    let reader = try? TableReader(window: ByteWindow(bytes: beginning.bytes, path: beginning.path))
  else { return nil }
  var candidates: [Int: Int] = [:]
  var wrong: [Int: Int] = [:]
  var excluded: Set<Int> = []
  var rowCount = 0
  // The last row may go on past the beginning.
  while rowCount < 100, let isRow = try? reader.next(), isRow {
    rowCount += 1
    for column in reader.columns.indices {
      let name = reader.columns[column]
      if idNames.contains(name) || otherNames.contains(name) || name.hasPrefix("x_") || name.isEmpty { continue }
      guard let bytes = reader.numericBytes(column) else { continue }
      if let score = Score.value(bytes, in: beginning.scores), beginning.scores.admitted(score, clip: false) != nil {
        candidates[column, default: 0] += 1
      } else if NumberParser.parse(bytes).map({ (-0.05...1.05).contains($0) }) ?? true {
        // A word, or a score just outside the range: an error among scores, and no column of them where there are many.
        wrong[column, default: 0] += 1
      } else {
        excluded.insert(column)
      }
    }
  }
  let models = candidates.keys.filter {
    !excluded.contains($0) && 2 * wrong[$0, default: 0] <= candidates[$0, default: 0]
  }
  .sorted()
  return models.count < 2 ? nil : models.map { reader.columns[$0] }
}

/// Reads one wide table.
private struct WideReader {
  private let reader: TableReader
  private let options: LoadOptions
  private let models: [String]

  init(path: String, options: LoadOptions, models: [String], task: TaskContext) throws(InputError) {
    reader = try TableReader(path: path, task: task)
    self.options = options
    self.models = models
  }

  func read(into builder: inout TraceBuilder) throws(InputError) {
    builder.begin(reader.source)
    builder.leaveCostsOpen()
    let numbers = models.map { builder.model($0) }
    var condition: RowCondition.Placed<Int>?
    while try reader.next() {
      let columns = reader.columns
      let repeats = options.repeats ?? (RunColumn.names.contains { reader.column($0) != nil } ? .mean : nil)
      if condition == nil { condition = try options.condition?.columns(of: reader, options) }
      if let condition, !condition.holds({ reader.numericText($0) }) { continue }
      guard let idColumn = idNames.lazy.compactMap({ reader.column(options.fileName(for: $0)) }).first else {
        throw .missingColumn(path: reader.window.path, column: "query_id", found: columns)
      }
      let id = try reader.required(idColumn)
      let query = repeats == nil ? builder.newQuery(id) : builder.query(id)
      for (model, number) in zip(models, numbers) {
        guard let column = reader.column(model) else { continue }
        let score = try reader.number(
          column, in: options.qualityRange, clip: options.clip, words: { Score.value($0, in: options.qualityRange) })
        _ = builder.append(query: query, model: number, quality: score, cost: .nan, repeats: repeats)
      }
      for (column, name) in columns.enumerated() where column != idColumn && !name.isEmpty && !models.contains(name) {
        let text = builder.reference(reader.place(column))
        switch options.name(for: name) {
        case "prompt", "question", "query": builder.offerPrompt(text, query: query)
        case "group", "category":
          builder.append(
            reader.bytes(column), text: text, toQueryColumn: builder.queryColumn("group", .categories), query: query)
        case let own?:
          builder.append(
            reader.numericBytes(column), text: text, toQueryColumn: builder.queryColumn(own, .any), query: query)
        case nil: break
        }
      }
    }
    builder.clippedCount += reader.window.clippedCount
    builder.end(size: reader.window.offset + reader.window.count)
  }
}
