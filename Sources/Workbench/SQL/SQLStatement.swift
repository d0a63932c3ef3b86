import CSQLite
import Display

/// A prepared statement: its columns and, step by step, its rows.
package final class SQLStatement {
  private let handle: OpaquePointer
  private let database: SQLDatabase
  /// The byte at which the rest of the text begins, after the statement.
  let end: Int

  /// Prepares the first statement of `sql`.
  init(_ sql: String, in database: SQLDatabase) throws(SQLFailure) {
    self.database = database
    var prepared: OpaquePointer?
    var end = 0
    let code = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(database.handle, text, -1, &prepared, &tail)
      end = tail.map { $0 - text } ?? 0
      return code
    }
    guard code == SQLITE_OK else { throw SQLFailure(of: database) }
    guard let prepared else { throw SQLFailure(code: SQLITE_ERROR, message: "incomplete input") }
    handle = prepared
    self.end = end
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether `sql` consists of blanks and comments.
  static func isNothing(_ sql: String, in database: SQLDatabase) -> Bool {
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    return sqlite3_prepare_v2(database.handle, sql, -1, &prepared, nil) == SQLITE_OK && prepared == nil
  }

  /// Whether it changes nothing.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// The names of the columns, as the statement gives them.
  var columns: [String] {
    (0..<sqlite3_column_count(handle)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  /// The names of its parameters with their prefix; "" for an unnamed one.
  package var parameters: [String] {
    let count = sqlite3_bind_parameter_count(handle)
    return count == 0
      ? [] : (1...count).map { sqlite3_bind_parameter_name(handle, $0).map { String(cString: $0) } ?? "" }
  }

  /// Sets the parameters.
  package func bind(_ cells: [Table.Cell]) {
    for (index, cell) in cells.enumerated() {
      let place = Int32(index + 1)
      switch cell {
      case .missing: sqlite3_bind_null(handle, place)
      case .integer(let value): sqlite3_bind_int64(handle, place, Int64(value))
      case .number(let value, _), .fixed(let value, _), .percent(let value):
        // NaN becomes NULL.
        sqlite3_bind_double(handle, place, value)
      case .text(var text):
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) {
            _ = croute_sqlite_bind(handle, place, $0.baseAddress ?? UnsafePointer(bitPattern: 1), Int32($0.count))
          }
        }
      }
    }
  }

  /// Goes to the next row; false after the last.
  func step() throws(SQLFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw SQLFailure(of: database)
    }
  }

  /// Makes the statement ready to be executed again.
  func reset() { sqlite3_reset(handle) }

  /// The values of the row; blobs in hexadecimal.
  var row: [Table.Cell] {
    (0..<sqlite3_column_count(handle)).map { column in
      switch sqlite3_column_type(handle, column) {
      case SQLITE_INTEGER: .integer(Int(sqlite3_column_int64(handle, column)))
      case SQLITE_FLOAT: Self.number(sqlite3_column_double(handle, column))
      case SQLITE_TEXT: .text(text(column))
      case SQLITE_BLOB: .text(Self.literal(bytes(column)))
      default: .missing
      }
    }
  }

  /// A large whole number, such as a sum, in full, as SQL writes it; other numbers to six digits.
  private static func number(_ value: Double) -> Table.Cell {
    value.rounded() == value && (1e6..<1e15).contains(abs(value))
      ? .fixed(value, decimals: 1) : .number(value, digits: 6)
  }

  /// A blob as SQL writes it.
  private static func literal(_ bytes: UnsafeRawBufferPointer) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text = Array("x'".utf8)
    text.reserveCapacity(2 * bytes.count + 3)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self) + "'"
  }

  private func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(handle, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }
}
