import CSQLite
import Display
import Mathematics
import Traces

/// An in-memory database, filled by the session and read by a person's SQL.
final class SQLDatabase {
  /// The longest text or blob, in bytes: 16 MiB.
  static let valueLimit: Int32 = 16 << 20
  /// The most memory that preparing a statement may take, in bytes: 128 MiB; nothing interrupts it.
  private static let preparationLimit: Int64 = 128 << 20

  let handle: OpaquePointer
  /// The guard between a person's SQL and the database.
  let guardian = SQLGuard()
  private let functions = SQLFunctions()
  private let bounded = BoundedSQLFunctions()

  /// An empty database.
  init() throws(SQLFailure) {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
    guard code == SQLITE_OK, let opened else {
      throw SQLFailure(code: code, message: String(cString: sqlite3_errstr(code)))
    }
    handle = opened
    SQLiteMemory.bound(opened)
    for (option, value) in [
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DEFENSIVE, 1),
      // "abc" is always a name, so that a mistyped column is an error.
      (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0),
    ] as [(Int32, Int32)] {
      croute_sqlite_configure(opened, option, value)
    }
    sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Self.valueLimit)
    sqlite3_limit(opened, SQLITE_LIMIT_SQL_LENGTH, 1 << 20)
    sqlite3_limit(opened, SQLITE_LIMIT_EXPR_DEPTH, 500)
    functions.register(with: opened)
    bounded.register(with: opened)
    guardian.watch(opened)
    // The JSON table functions create themselves when first used, which a person's statement may not.
    try execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")
  }

  deinit { sqlite3_close_v2(handle) }

  /// The texts read on demand, by table and column.
  var texts: [String: TextColumn] {
    get { functions.texts }
    set { functions.texts = newValue }
  }

  /// Executes a statement of the session.
  func execute(_ sql: String) throws(SQLFailure) {
    guardian.isOpen = true
    if sqlite3_exec(handle, sql, nil, nil, nil) != SQLITE_OK { throw SQLFailure(of: self) }
  }

  /// Fills a table with rows produced one by one, or leaves it empty on error.
  ///
  /// - Parameter width: the number of columns.
  func fill(_ table: String, width: Int, _ rows: (_ add: ([Table.Cell]) throws -> Void) throws -> Void) throws {
    try execute("BEGIN; DELETE FROM \(SQL.name(table))")
    do {
      let places = Array(repeating: "?", count: width).joined(separator: ",")
      let insertion = try SQLStatement("INSERT INTO \(SQL.name(table)) VALUES (\(places))", in: self)
      try rows { row in
        insertion.bind(row)
        _ = try insertion.step()
        insertion.reset()
      }
      try execute("COMMIT")
    } catch {
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// Prepares a person's single, read-only statement; `random()` yields the same sequence each time.
  ///
  /// - Parameter seed: what `random()` starts from.
  func prepare(_ sql: String, seed: UInt64) throws(SQLFailure) -> SQLStatement {
    functions.random = RandomKey(seed: seed, purpose: "sql").generator
    guardian.begin()
    let statement = try prepare(sql)
    // A statement without columns does not read.
    if !statement.isReadOnly || statement.columns.isEmpty {
      throw SQLFailure(code: SQLITE_AUTH, message: "", refusal: .action)
    }
    let rest = String(decoding: sql.utf8.dropFirst(statement.end), as: UTF8.self)
    guard SQLStatement.isNothing(rest, in: self) else {
      let blanks = rest.utf8.prefix { $0 <= 32 }.count
      throw SQLFailure(code: SQLITE_ERROR, message: "one statement at a time", offset: statement.end + blanks)
    }
    return statement
  }

  /// Prepares a statement in little memory, and so in little time: what doubles at every step ends in an error.
  private func prepare(_ sql: String) throws(SQLFailure) -> SQLStatement {
    sqlite3_hard_heap_limit64(min(SQLiteMemory.limit, sqlite3_memory_used() + Self.preparationLimit))
    defer { sqlite3_hard_heap_limit64(SQLiteMemory.limit) }
    do {
      return try SQLStatement(sql, in: self)
    } catch {
      if error.code != SQLITE_NOMEM { throw error }
      throw SQLFailure(code: SQLITE_ERROR, message: "the statement grows too large when its parts are put together")
    }
  }
}

/// Helpers for SQL text.
enum SQL {
  /// A quoted name.
  static func name(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

  /// Distinct names by SQL's comparison: later duplicates get a number.
  static func distinct(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var own = name
      var number = 2
      while !taken.insert(own.lowercased()).inserted {
        own = "\(name)_\(number)"
        number += 1
      }
      return own
    }
  }
}

/// An SQLite error.
package struct SQLFailure: Error {
  /// SQLite's result code.
  var code: Int32
  /// SQLite's own words.
  var message: String
  /// The byte of the statement at fault, if known.
  var offset: Int?
  /// What was refused.
  var refusal: SQLGuard.Refusal?

  init(code: Int32, message: String, offset: Int? = nil, refusal: SQLGuard.Refusal? = nil) {
    self.code = code
    self.message = message
    self.offset = offset
    self.refusal = refusal
  }

  /// The latest error of a database.
  init(of database: SQLDatabase) {
    code = sqlite3_errcode(database.handle)
    message = String(cString: sqlite3_errmsg(database.handle))
    let offset = Int(sqlite3_error_offset(database.handle))
    self.offset = offset >= 0 ? offset : nil
    refusal = database.guardian.refusal
  }
}
