import Input

extension TableReader {
  /// Whether the current row of a table names no query because it holds nothing, as spreadsheets write them below the last one.
  ///
  /// - Parameter query: the column that names the query.
  func isBlank(query: Int) -> Bool {
    func isEmpty(_ cell: Cell) -> Bool { cell.kind == .missing || cell.start >= cell.end }
    return !mayGrow && isEmpty(cells[query]) && cells.allSatisfy(isEmpty)
  }
}
