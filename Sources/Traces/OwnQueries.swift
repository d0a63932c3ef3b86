import Input

/// Rows that are queries: their names, and the columns that belong to queries.
extension TraceBuilder {
  /// The index of the query of a row that holds outcomes of `models`: of `id`, else of `id#2`, `id#3`, ..., the first of
  /// which none of them has an outcome, added if it is new.
  ///
  /// So rows of several files are one query where their models differ, and two where they do not. A row without models is
  /// a new query.
  mutating func newQuery(_ id: UnsafeBufferPointer<UInt8>, of models: [Int] = []) -> Int {
    let count = queryCount
    hasOwnQueries = true
    let query = outcomes.queries.insert(id)
    if query == count || isOpen(query, for: models) { return query }
    let name = outcomes.queries.strings[query]
    var number = 2
    while let taken = outcomes.queries.find("\(name)#\(number)") {
      if isOpen(taken, for: models) { return taken }
      number += 1
    }
    renamedCount += 1
    return outcomes.queries.insert("\(name)#\(number)")
  }

  private func isOpen(_ query: Int, for models: [Int]) -> Bool {
    !models.isEmpty && !models.contains { outcomes.contains(query: query, model: $0) }
  }

  /// The index of the per-query column of that name, added if it is new.
  mutating func queryColumn(_ name: String, _ kind: ColumnBuilder.Kind) -> Int {
    if let column = queryColumns.firstIndex(where: { $0.name == name }) { return column }
    queryColumns.append(ColumnBuilder(name: name, kind: kind, watchesQueries: true))
    return queryColumns.count - 1
  }

  /// Adds a value to a per-query column; of several of one query the first that is not missing counts, which is said.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference, toQueryColumn column: Int, query: Int
  ) {
    queryColumns[column].append(bytes, text: text, row: query)
    guard let bytes, !bytes.isEmpty, queryColumns[column].isConstantInQueries else { return }
    queryColumns[column].note(bytes, query: query)
    if queryColumns[column].isConstantInQueries { return }
    tell("\(queryColumns[column].name) has several values for one query: the first is used")
  }

  /// Adds a value to a per-query column; of several of one query the first that is not missing counts, which is said.
  mutating func append(_ bytes: [UInt8]?, text: TextReference, toQueryColumn column: Int, query: Int) {
    guard let bytes else {
      append(Optional<UnsafeBufferPointer<UInt8>>.none, text: text, toQueryColumn: column, query: query)
      return
    }
    bytes.withUnsafeBufferPointer { append($0, text: text, toQueryColumn: column, query: query) }
  }
}
