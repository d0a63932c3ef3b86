import CSQLite
import Glibc
import Input
import Mathematics

extension TraceFormat {
  /// A table of an SQLite database, or what a query of it answers (`--sql`, `--table`): rows in one of the formats of
  /// tables.
  static let sqlite = TraceFormat(
    name: "sqlite", summary: "SQLite database: --table NAME or --sql QUERY gives the rows",
    sniff: { $0.binary == .sqlite ? "an SQLite database" : nil },
    read: { path, options, task, builder throws(InputError) in
      let rows = try SQLiteRows(path: path, options: options, task: task).spooled()
      do throws(InputError) {
        let format = try TraceFormats.recognized(rows, options: options, task: task).found?.format ?? .tidy
        try format.read(rows, options, task, &builder)
      } catch {
        throw error.naming(path, insteadOf: rows)
      }
    })

  /// The path of a file of the first rows of a database, as JSON Lines.
  static func rows(ofDatabase path: String, options: LoadOptions, limit: Int) throws(InputError) -> String {
    try SQLiteRows(path: path, options: options, task: .unobserved).spooled(limit: limit)
  }

  /// The tables and views of a database.
  static func tables(ofDatabase path: String) throws(InputError) -> [String] {
    try SQLiteRows(path: path, options: LoadOptions(), task: .unobserved).tables()
  }

  /// How the error begins that a database has several tables.
  static let tableChoice = "choose its rows with --table NAME or --sql QUERY"
}

/// The rows that a database answers with, written as JSON Lines.
private final class SQLiteRows {
  private let path: String
  private let options: LoadOptions
  private let task: TaskContext
  private let database: OpaquePointer
  private let copy: SQLiteCopy?
  /// The most bytes of rows that a query may make.
  private let answerLimit: Int
  private let functions = BoundedSQLFunctions()
  /// Databases of so many bytes may sort in files: 64 MiB.
  private static let sortedInMemory = 64 << 20

  init(path: String, options: LoadOptions, task: TaskContext) throws(InputError) {
    self.path = path
    self.options = options
    self.task = task
    copy = try SQLiteCopy.isNeeded(for: path) ? SQLiteCopy(of: path, task: task) : nil
    // A file that nothing writes to, or a copy: nothing is written beside the former.
    let uri = copy.map { "file:" + $0.path } ?? "file:" + Self.escaped(path) + "?immutable=1"
    let mode = copy == nil ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    var database: OpaquePointer?
    let status = sqlite3_open_v2(uri, &database, mode | SQLITE_OPEN_URI, nil)
    guard let database, status == SQLITE_OK else {
      let reason = database.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close(database)
      throw .unreadable(path: path, reason: reason)
    }
    self.database = database
    var attributes = stat()
    let size = stat(copy?.path ?? path, &attributes) == 0 ? Int(attributes.st_size) : 0
    // A query reads this database alone; what it makes is in proportion to that.
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, Int32(min(max(size, 1 << 24), 1 << 28)))
    answerLimit = 64 << 20 + 32 * size
    if size < Self.sortedInMemory { SQLiteMemory.bound(database) }
    functions.register(with: database)
    sqlite3_progress_handler(
      database, 100_000,
      { context in
        guard let context else { return 0 }
        let rows = Unmanaged<SQLiteRows>.fromOpaque(context).takeUnretainedValue()
        return rows.task.isCancelled ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { sqlite3_close(database) }

  /// The path as it stands in a URI.
  private static func escaped(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }

  /// The path of a file of all rows, or of so many.
  func spooled(limit: Int = .max) throws(InputError) -> String {
    let statement = try prepared(try query())
    defer { sqlite3_finalize(statement) }
    let names = (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
    let keys = names.map { JSONValue.string($0).text + ":" }
    let file = try SpooledFile(for: path)
    var room = answerLimit
    var count = 0
    while count < limit {
      count += 1
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        let members = keys.indices.map { keys[$0] + value(statement, Int32($0)) }
        let line = "{" + members.joined(separator: ",") + "}"
        room -= line.utf8.count
        if room < 0 {
          throw .incompatible(
            path: path,
            reason: "the query makes more than \(answerLimit >> 20) MB of rows, out of proportion to the database")
        }
        try file.append(line: line)
      case SQLITE_DONE: return try file.finish()
      case SQLITE_INTERRUPT: throw .cancelled
      default: throw failure()
      }
    }
    return try file.finish()
  }

  private func query() throws(InputError) -> String {
    if let sql = options.sql { return sql }
    let tables = try self.tables()
    let table: String
    if let wanted = options.table {
      guard tables.contains(wanted) else {
        throw .incompatible(
          path: path, reason: "it has no table '\(wanted)'; it has \(tables.joined(separator: ", "))")
      }
      table = wanted
    } else {
      guard tables.count == 1 else {
        let list = tables.isEmpty ? "it has none" : "it has \(tables.joined(separator: ", "))"
        throw .incompatible(path: path, reason: "\(TraceFormat.tableChoice); \(list)")
      }
      table = tables[0]
    }
    return "SELECT * FROM \"" + table.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  func tables() throws(InputError) -> [String] {
    let statement = try prepared(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name")
    defer { sqlite3_finalize(statement) }
    var names: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW { names.append(String(cString: sqlite3_column_text(statement, 0))) }
    return names
  }

  private func prepared(_ sql: String) throws(InputError) -> OpaquePointer {
    var statement: OpaquePointer?
    let (status, rest) = sql.withCString { text in
      var tail: UnsafePointer<CChar>?
      let status = sqlite3_prepare_v2(database, text, -1, &statement, &tail)
      return (status, tail.map { String(cString: $0) } ?? "")
    }
    guard status == SQLITE_OK else { throw failure() }
    guard let statement else { throw .incompatible(path: path, reason: "the query is empty") }
    if sqlite3_stmt_readonly(statement) == 0
      || !rest.unicodeScalars.allSatisfy({ $0.properties.isWhitespace || $0 == ";" })
    {
      sqlite3_finalize(statement)
      throw .incompatible(path: path, reason: "the query must be one SELECT")
    }
    return statement
  }

  /// A value of the current row as JSON; `null` for what is no text and no number.
  private func value(_ statement: OpaquePointer, _ column: Int32) -> String {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return String(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return JSONValue.number(sqlite3_column_double(statement, column)).text
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column) else { return "null" }
      let count = Int(sqlite3_column_bytes(statement, column))
      return JSONValue.string(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)).text
    default: return "null"
    }
  }

  private func failure() -> InputError {
    let limit = "the query needs more than \(SQLiteMemory.limit >> 30) GiB of memory"
    let isOutOfMemory = sqlite3_errcode(database) == SQLITE_NOMEM
    return .unreadable(
      path: path, reason: isOutOfMemory ? limit : String(cString: sqlite3_errmsg(database)))
  }
}
