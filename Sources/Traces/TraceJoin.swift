import Input
import Mathematics

extension TraceSet {
  /// The trace set with the columns of another file, matched by query.
  ///
  /// The file is CSV or JSON Lines with one row per query. Its column `prompt` becomes the prompts; `group` and `split`
  /// become categories; all others become numbers, categories or texts, whichever fits. In JSON Lines a list of numbers
  /// such as `"embedding": [0.1, 0.2]` becomes the columns `x_embedding_0`, `x_embedding_1`. An existing column of the
  /// same name is replaced. Queries absent from the file get missing values; rows of other queries are ignored.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - id: the column of the file with the query ids.
  ///   - task: checked for cancellation once per chunk.
  /// - Returns: the set, how many queries have a row of the file, and how many rows are of no query.
  /// - Throws: `InputError`: `.noCommonQuery`, `.missingColumn`, `.duplicate` (with no model) for two rows of one query,
  ///   `.incompatible` where these are rows of models, `.unreadable`, `.empty`, `.malformed`, `.invalidNumber` for an
  ///   infinite feature `x_…`, `.cancelled`.
  public func joining(
    path: String, on id: String = "query_id", task: TaskContext = .unobserved
  ) throws(InputError) -> (traces: TraceSet, matched: Int, strange: Int) {
    let reader = try TableReader(path: path, task: task, flattening: .all)
    let index = StringIndex(queryIDs)
    var store = TextStore()
    _ = store.begin(.file(reader.source))
    var builders: [ColumnBuilder] = []
    var targets = [Int](repeating: -1, count: queryCount)
    var rowCount = 0
    var strangeCount = 0
    var isEmpty = true
    var knownColumn: Int?
    while try reader.next() {
      isEmpty = false
      guard let idColumn = knownColumn ?? reader.column(id) else {
        throw .missingColumn(path: path, column: id, found: reader.columns)
      }
      knownColumn = idColumn
      guard let query = index.find(try reader.required(idColumn)) else {
        strangeCount += 1
        continue
      }
      if targets[query] >= 0 {
        if reader.column("model") != nil {
          throw .incompatible(
            path: path,
            reason:
              "line \(reader.line(of: idColumn)) is another row of query '\(queryIDs[query])', and the column model says of "
              + "which answer; join adds columns of queries, and those of answers, such as confidence, belong into the file "
              + "that load reads")
        }
        throw .duplicate(path: path, line: reader.line(of: idColumn), query: queryIDs[query], model: "")
      }
      targets[query] = rowCount
      while builders.count < reader.columns.count {
        let name = reader.columns[builders.count]
        builders.append(ColumnBuilder(name: name, kind: Self.kind(of: name)))
      }
      for column in builders.indices where column != idColumn && !builders[column].name.isEmpty {
        if builders[column].name.hasPrefix("x_") {
          builders[column].append(try reader.number(column, in: .finite, admitsNaN: true), row: rowCount)
        } else {
          let place = reader.place(column)
          let text = place.map { store.reference(offset: $0.offset, length: $0.length) } ?? .none
          builders[column].append(reader.numericBytes(column), text: text, row: rowCount)
        }
      }
      rowCount += 1
    }
    if isEmpty { throw .incompatible(path: path, reason: "it holds no rows") }
    if rowCount == 0 { throw .noCommonQuery(path: path) }
    var joined = self
    joined.missingWordCount = reader.window.missingWordCount
    let place = JoinPlacement(rows: targets)
    for index in builders.indices where builders[index].name != id && !builders[index].name.isEmpty {
      builders[index].settle(length: rowCount)
      let column = builders[index].column(store: store, place: place)
      if column.name == "prompt", case .text(let prompts) = column.values {
        joined.prompts = prompts
      } else {
        joined.queryColumns.removeAll { $0.name == column.name }
        joined.queryColumns.append(column)
      }
    }
    return (joined, rowCount, strangeCount)
  }

  private static func kind(of name: String) -> ColumnBuilder.Kind {
    switch name {
    case "prompt": .texts
    case "group", "split": .categories
    case _ where name.hasPrefix("x_"): .numbers
    default: .any
    }
  }
}

/// Moves the rows of a joined file to their queries.
private struct JoinPlacement: ColumnPlacement {
  /// The row of each query, -1 where it has none.
  let rows: [Int]

  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    let own = values ?? []
    values = nil
    return rows.map { $0 < 0 ? missing : own[$0] }
  }
}
