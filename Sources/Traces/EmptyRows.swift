/// The rows without an outcome: those of a log whose outcome was not known when it was written.
struct EmptyRows: Sendable {
  /// The latest of each query and model, as far as they were looked for.
  private var rows: [Cell: Int] = [:]
  /// How many rows were looked at.
  private var count = 0

  private struct Cell: Hashable {
    var query: Int
    var model: Int
  }

  /// The row without an outcome that a query and model have; `nil` where they have none. Rows are looked at once, when they
  /// are first asked for.
  mutating func row(of query: Int, _ model: Int, in index: OutcomeIndex, isEmpty: (_ row: Int) -> Bool) -> Int? {
    for row in count..<index.count where isEmpty(row) {
      rows[Cell(query: index.query(of: row), model: index.model(of: row))] = row
    }
    count = index.count
    return rows[Cell(query: query, model: model)]
  }

  /// Forgets the row of a query and model, which has given way.
  mutating func forget(_ query: Int, _ model: Int) { rows[Cell(query: query, model: model)] = nil }
}

extension TraceBuilder {
  /// Whether a further row of a query and model adds nothing, since it has no outcome. If it has one, the row before it gives
  /// way where that has none.
  mutating func isNothingNew(query: Int, model: Int, hasOutcome: Bool) -> Bool {
    guard outcomes.contains(query: query, model: model) else { return false }
    if !hasOutcome { return true }
    // Taken out, since telling whether a row is empty reads the builder.
    var known = EmptyRows()
    swap(&known, &emptyRows)
    defer { emptyRows = known }
    let row = known.row(of: query, model, in: outcomes) { row in
      quality[row].isNaN && cost[row].isNaN && !hasMeasures(row)
    }
    guard let row else { return false }
    outcomes.retire(row)
    known.forget(query, model)
    return false
  }
}

extension RecordedOutcome {
  /// Whether anything is known of it.
  var isRecorded: Bool {
    !quality.isNaN || !cost.isNaN || measures.indices.contains { !measures[$0].isNaN }
  }
}
