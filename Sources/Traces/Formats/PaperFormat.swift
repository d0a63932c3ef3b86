import Glibc
import Input
import Mathematics

extension TraceFormat {
  /// A folder with `queries.json`, `model_answers.json`, `costs.json` and `qualities.json`, each column-oriented as
  /// pandas writes it: `{"COLUMN": {"ROW": value, …}, …}`. The files may be compressed (`queries.json.gz`).
  ///
  /// The last three have one column per model; models are in the order of `qualities.json`, queries in the order of
  /// `queries.json`. Of the columns of `queries.json`, `query_id`, `sample_id` or `id` names the queries, otherwise the
  /// row does; `prompt`, `query` or `question` - or the only column there is - holds the prompts; `group`, `eval_name`
  /// or `source` the groups; every other column becomes a query column. A pandas series, `{"ROW": "text", …}`, is a
  /// column of prompts. `model_answers.json` may be absent.
  static let paper = TraceFormat(
    name: "paper", summary: "folder with queries.json, model_answers.json, costs.json, qualities.json",
    hasRows: false,
    sniff: { beginning in
      guard beginning.isFolder else { return nil }
      let files = ["queries", "model_answers", "costs", "qualities"]
      return files.first { paperFile($0, in: beginning.path) != nil }.map { "a folder with \($0).json" }
    },
    read: { path, options, task, builder throws(InputError) in
      try options.requireRecordedCost(path: path)
      var reader = PaperReader(folder: path, options: options, task: task)
      try reader.read(into: &builder)
    })
}

/// The path of one of the four files, plain or compressed; `nil` where there is neither.
private func paperFile(_ name: String, in folder: String) -> String? {
  let path = "\(folder)/\(name).json"
  return [path, path + ".gz"].first { access($0, F_OK) == 0 }
}

/// Reads one folder.
private struct PaperReader {
  private let folder: String
  private let options: LoadOptions
  private let task: TaskContext
  /// The rows of the folder, by the key that all four files share.
  private var rows = StringIndex(joinsSpellings: true)
  /// The query of each row.
  private var queries: [Int] = []
  /// The outcome of each row and model, filled as `qualities.json` is read; -1 where there is none.
  private var outcomes: [[Int32]] = []

  init(folder: String, options: LoadOptions, task: TaskContext) {
    self.folder = folder
    self.options = options
    self.task = task
  }

  mutating func read(into builder: inout TraceBuilder) throws(InputError) {
    try readQueries(into: &builder)
    let models = try readQualities(into: &builder)
    try readCosts(models: models, into: &builder)
    if let path = paperFile("model_answers", in: folder) {
      try readAnswers(path: path, models: models, into: &builder)
    }
  }

  private func file(_ name: String, step: Int) throws(InputError) -> PandasReader {
    try PandasReader(path: paperFile(name, in: folder) ?? "\(folder)/\(name).json", task: task.step(step, of: 4))
  }

  private mutating func readQueries(into builder: inout TraceBuilder) throws(InputError) {
    let file = try file("queries", step: 0)
    let first = builder.queryCount
    var prompts: [TextReference] = []
    var ids: [[UInt8]]?
    var columns: [(name: String, values: [(bytes: [UInt8]?, text: TextReference)])] = []
    builder.begin(file.source)
    try file.forEachColumn { name throws(InputError) in
      let name = options.name(for: name)
      let isGroup = name.map(NameKind.paperGroups.contains) ?? false
      let isPrompt = name.map(NameKind.paperPrompts.contains) ?? false
      var values: [(bytes: [UInt8]?, text: TextReference)] = []
      try file.forEachRow { key throws(InputError) in
        let row = rows.insert(key)
        while values.count <= row { values.append((nil, .none)) }
        let (cell, bytes) =
          isPrompt ? (try file.scanner.value(), nil) : try file.scanner.scalar(spellsLists: isGroup)
        values[row] = (bytes, builder.reference(file.scanner.place(of: cell)))
      }
      switch name {
      case let name? where NameKind.paperQueries.contains(name): ids = values.map { $0.bytes ?? [] }
      case _ where isPrompt: prompts = values.map(\.text)
      case let name?: columns.append((name, values))
      case nil: break
      }
    }
    builder.end(size: file.size)
    if prompts.isEmpty, columns.count == 1, ids == nil { prompts = columns.removeLast().values.map(\.text) }
    for row in 0..<rows.count {
      let key = Array(rows.strings.utf8(at: row))
      let id = ids.flatMap { row < $0.count && !$0[row].isEmpty ? $0[row] : nil } ?? key
      let query = id.withUnsafeBufferPointer { builder.query($0) }
      if query != first + row {
        throw .duplicate(path: file.path, line: 1, query: String(decoding: id, as: UTF8.self), model: "")
      }
      queries.append(query)
      if row < prompts.count { builder.setPrompt(prompts[row], query: query) }
    }
    for (name, values) in columns {
      let isGroup = NameKind.paperGroups.contains(name)
      let column = builder.queryColumn(isGroup ? "group" : name, isGroup ? .categories : .any)
      for (row, value) in values.enumerated() {
        builder.append(value.bytes, text: value.text, toQueryColumn: column, query: queries[row])
      }
    }
  }

  /// Adds an outcome for every quality and returns the number of each model in the builder.
  private mutating func readQualities(into builder: inout TraceBuilder) throws(InputError) -> StringIndex {
    let file = try file("qualities", step: 1)
    var models = StringIndex(joinsSpellings: true)
    defer { builder.count(file.scanner.window) }
    try file.forEachColumn { name throws(InputError) in
      _ = models.insert(name)
      let model = builder.model(name)
      var places = [Int32](repeating: -1, count: rows.count)
      try file.forEachRow { key throws(InputError) in
        let row = try knownRow(key, in: file)
        let quality = try file.scanner.recordedNumber(
          name, in: options.qualityRange, clip: options.clip, words: { Score.value($0, in: options.qualityRange) })
        guard builder.append(query: queries[row], model: model, quality: quality, cost: .nan) else {
          throw .duplicate(path: file.path, line: file.line, query: key, model: name)
        }
        places[row] = Int32(builder.rowCount - 1)
      }
      outcomes.append(places)
    }
    return models
  }

  private mutating func readCosts(models: StringIndex, into builder: inout TraceBuilder) throws(InputError) {
    let file = try file("costs", step: 2)
    var seen = 0
    defer { builder.count(file.scanner.window) }
    try file.forEachColumn { name throws(InputError) in
      let model = try knownModel(name, models, in: file)
      seen += 1
      try file.forEachRow { key throws(InputError) in
        let row = try knownRow(key, in: file)
        let cost = try file.scanner.recordedNumber(
          name, in: .cost, clip: options.clip, words: { _ in nil })
        if outcomes[model][row] >= 0 { builder.setCost(cost, row: Int(outcomes[model][row])) }
      }
    }
    if seen < models.count {
      throw .incompatible(path: file.path, reason: "its models number \(seen), those of qualities.json \(models.count)")
    }
  }

  private func readAnswers(path: String, models: StringIndex, into builder: inout TraceBuilder) throws(InputError) {
    let file = try PandasReader(path: path, task: task.step(3, of: 4))
    builder.begin(file.source)
    try file.forEachColumn { name throws(InputError) in
      let model = try knownModel(name, models, in: file)
      try file.forEachRow { key throws(InputError) in
        let row = try knownRow(key, in: file)
        let text = builder.reference(file.scanner.place(of: try file.scanner.value()))
        if outcomes[model][row] >= 0 { builder.setAnswer(text, row: Int(outcomes[model][row])) }
      }
    }
    builder.end(size: file.size)
  }

  private func knownRow(_ key: String, in file: PandasReader) throws(InputError) -> Int {
    if let row = rows.find(key) { return row }
    throw file.strangeKey(found: "row \(key)", expected: "a row of queries.json")
  }

  private func knownModel(_ name: String, _ models: StringIndex, in file: PandasReader) throws(InputError) -> Int {
    if let model = models.find(name) { return model }
    throw file.strangeKey(found: "model \(name)", expected: "a model of qualities.json")
  }
}
