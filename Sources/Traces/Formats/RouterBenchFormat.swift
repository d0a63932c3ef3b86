import Input
import Mathematics

extension TraceFormat {
  /// RouterBench's wide table, as CSV or JSON: one row per query, for each model a column of scores with the model's
  /// name, and the columns `MODEL|total_cost` and `MODEL|model_response`.
  ///
  /// Models are in the order of their score columns. A blank score counts as 0, as in RouterBench's own evaluation.
  /// Repeated sample_ids, whose rows differ, become `id#2`, `id#3`, …; across files those of other models are the same
  /// query. `prompt` becomes the prompts, `eval_name` the query column `group`; the unnamed first column (row numbers) is left out, all others,
  /// also `oracle_model_to_route_to`, become query columns.
  static let routerBench = TraceFormat(
    name: "routerbench", summary: "wide CSV or JSON, one row per query: MODEL, MODEL|model_response, MODEL|total_cost",
    sniff: { beginning in beginning.columns.first { $0.hasSuffix(costSuffix) }.map { "a table with the column \($0)" }
    },
    read: { path, options, task, builder throws(InputError) in
      try options.requireRecordedCost(path: path)
      let layout = try RouterBenchLayout(path: path, options: options, task: task.untold)
      let table = try TableReader(path: path, task: task)
      builder.begin(table.source)
      // Later rows have no other columns than the first.
      let reading = PartedReading<[String]>(
        path: path, source: table.source, task: task, outcomesPerRow: { _ in layout.models.count }
      ) { table, _, builder throws(InputError) in
        try layout.addRows(of: table, to: &builder, options)
        return layout.columns
      }
      _ = try reading.read(table, into: &builder)
    })
}

private let costSuffix = "|total_cost"
private let answerSuffix = "|model_response"

/// What the columns of a RouterBench file are.
private struct RouterBenchLayout {
  /// The role of a column.
  private enum Role {
    case skip, prompt, group
    case quality(Int), cost(Int), answer(Int)
    case other(name: String)
  }

  /// Their names.
  let columns: [String]
  /// The models, in their order.
  let models: [String]
  private let idColumn: Int
  private var roles: [Role] = []

  /// The layout of the file at `path`.
  init(path: String, options: LoadOptions, task: TaskContext) throws(InputError) {
    let table = try TableReader(path: path, task: task)
    // The first row of JSON names the columns.
    _ = try table.next()
    let names = table.columns
    let mapped = names.map { options.name(for: $0) ?? "" }
    guard let idColumn = mapped.firstIndex(of: "sample_id") else {
      throw .missingColumn(path: path, column: "sample_id", found: names)
    }
    columns = names
    self.idColumn = idColumn
    models = names.filter { names.contains($0 + costSuffix) }
    for name in names where name.hasSuffix(costSuffix) {
      let model = String(name.dropLast(costSuffix.count))
      if !names.contains(model) { throw .missingColumn(path: path, column: model, found: names) }
    }
    if models.isEmpty { throw .missingColumn(path: path, column: "MODEL" + costSuffix, found: names) }
    try requireCosts(path: path, options, task)
    for (column, name) in names.enumerated() {
      roles.append(role(of: name, as: mapped[column], isID: column == idColumn))
    }
  }

  /// Refuses columns of scores without one of costs.
  private func requireCosts(path: String, _ options: LoadOptions, _ task: TaskContext) throws(InputError) {
    let models = models
    var found = ScoreColumns(in: options.qualityRange, clip: options.clip) { name in
      let isOwn = models.contains(name) || name.hasSuffix(costSuffix) || name.hasSuffix(answerSuffix)
      return isOwn || options.name(for: name).map(TraceFormat.isOfWideQueries) ?? true
    }
    try found.look(through: TableReader(path: path, task: task), findsNew: false)
    let alone = WideColumns(scores: models + found.names, columns: columns).models.map(\.scores).filter {
      !models.contains($0)
    }
    if alone.isEmpty { return }
    throw WideColumns.alone(
      alone, path: path, suffix: costSuffix, else: "; --map x_NAME=\(alone[0]) keeps it as a number of the query")
  }

  private func role(of name: String, as mapped: String, isID: Bool) -> Role {
    if isID || name.isEmpty { return .skip }
    if let model = models.firstIndex(of: name) { return .quality(model) }
    if let model = models.firstIndex(where: { name == $0 + costSuffix }) { return .cost(model) }
    if let model = models.firstIndex(where: { name == $0 + answerSuffix }) { return .answer(model) }
    switch mapped {
    case "": return .skip
    case "prompt": return .prompt
    case "eval_name", "group": return .group
    default: return .other(name: mapped)
    }
  }

  /// Adds the rows of a table, or of a part of it.
  func addRows(of reader: TableReader, to builder: inout TraceBuilder, _ options: LoadOptions) throws(InputError) {
    let numbers = models.map { builder.model($0) }
    let targets = roles.map { role in
      switch role {
      case .group: builder.queryColumn("group", .categories)
      case .other(let name): builder.queryColumn(name, .any)
      default: -1
      }
    }
    var qualities = [Double](repeating: 0, count: models.count)
    var costs = qualities
    var answers = [TextReference](repeating: .none, count: models.count)
    var rowCount = 0
    let hasRows = try reader.next()
    let condition = try options.rows?.columns(of: reader, options, queries: idColumn)
    guard hasRows else { return }
    repeat {
      if reader.columns.count > roles.count {
        throw .incompatible(
          path: reader.window.path,
          reason: "the first row lacks \(reader.columns[roles.count]), which others have; give every row all columns")
      }
      if let condition, !condition.holds({ reader.numericText($0) }) { continue }
      let query = builder.newQuery(try reader.required(idColumn), of: numbers)
      for (column, role) in roles.enumerated() {
        switch role {
        case .skip: break
        case .prompt:
          builder.offerPrompt(
            builder.reference(reader.place(column)), hash: reader.textHash(column), query: query)
        case .group, .other:
          builder.append(
            reader.numericBytes(column), text: builder.reference(reader.place(column)), toQueryColumn: targets[column],
            query: query)
        case .quality(let model):
          let quality = try reader.score(column, options)
          qualities[model] = quality.isNaN ? 0 : quality
          if quality.isNaN { builder.blankCount += 1 }
        case .cost(let model): costs[model] = try reader.number(column, in: .cost, clip: options.clip)
        case .answer(let model): answers[model] = builder.reference(reader.place(column))
        }
      }
      for (model, number) in numbers.enumerated() {
        _ = builder.append(query: query, model: number, quality: qualities[model], cost: costs[model])
        builder.setAnswer(answers[model], row: builder.rowCount - 1)
      }
      rowCount += 1
      if rowCount == 100, let share = reader.shareRead {
        builder.reserveCapacity(builder.rowCount + Int(1.1 * Double(rowCount * models.count) / share))
      }
    } while try reader.next()
    builder.count(reader.window)
  }
}
