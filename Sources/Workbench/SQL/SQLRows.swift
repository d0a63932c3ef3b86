import Display
import Traces

/// The rows of a statement: the first ones kept as a table, the others returned in parts or counted.
package struct SQLRows {
  /// The limits of kept rows and of their text in bytes.
  package static let rowLimit = 50_000, byteLimit = 16 << 20

  /// The rows that are kept.
  package private(set) var table: Table
  /// The number of rows seen so far.
  package private(set) var count = 0
  private let statement: SQLStatement
  /// The first row that was not kept, until it is returned.
  private var pending: [Table.Cell]?

  /// Whether rows are left out of the table.
  package var isCut: Bool { count > table.rows.count }

  /// Keeps the first rows of `statement`.
  package init(of statement: SQLStatement) throws(SQLFailure) {
    self.statement = statement
    table = Table(SQL.distinct(statement.columns).map { Table.Heading($0, key: $0) })
    var byteCount = 0
    while let row = try nextRow() {
      if table.rows.count == Self.rowLimit || byteCount >= Self.byteLimit {
        pending = row
        return
      }
      table.rows.append(row)
      byteCount += row.reduce(0) { $0 + $1.byteCount }
    }
  }

  /// The next 1,000 rows that were not kept; `nil` after the last.
  package mutating func nextPart() throws(SQLFailure) -> Table? {
    guard let first = pending else { return nil }
    var part = Table(table.columns, rows: [first])
    pending = nil
    while let row = try nextRow() {
      if part.rows.count == 1_000 {
        pending = row
        break
      }
      part.rows.append(row)
    }
    return part
  }

  /// Counts the rows that are not kept.
  package mutating func countRest() throws(SQLFailure) {
    if pending == nil { return }
    pending = nil
    while try statement.step() { count += 1 }
  }

  private mutating func nextRow() throws(SQLFailure) -> [Table.Cell]? {
    guard try statement.step() else { return nil }
    count += 1
    return statement.row
  }
}

extension Table.Cell {
  fileprivate var byteCount: Int { if case .text(let text) = self { text.utf8.count } else { 0 } }
}
