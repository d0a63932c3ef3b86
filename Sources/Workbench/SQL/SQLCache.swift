import CSQLite
import CommandLanguage
import Display
import Traces

/// The session as a database: each table is filled when a statement first reads it, and again only when its source has
/// changed.
///
/// Dropping the cache loses nothing.
package final class SQLCache {
  private let database: SQLDatabase
  /// The statements that created each table.
  private var schema: [String: String] = [:]
  /// The key of the source of each filled table.
  private var filled: [String: AnyHashable] = [:]

  /// An empty cache.
  package init() throws(SQLFailure) { database = try SQLDatabase() }

  /// Prepares a person's statement over tables filled from the session of `context`.
  ///
  /// - Returns: the statement, and notes on why tables that it reads are empty.
  /// - Throws: `SQLFailure`; errors in computing a table; `Cancelled`.
  package func statement(_ sql: String, _ context: any SessionContext) throws -> (
    statement: SQLStatement, notes: [String]
  ) {
    database.guardian.task = context.task
    let tables = SQLTables.all(in: context.session)
    try makeSchema(tables, context.session)
    let statement = try database.prepare(sql, seed: context.session.settings.seed)
    let touched = database.guardian.touched
    var notes: [String] = []
    for table in tables where touched.contains(table.storage) {
      try fill(table, context)
      if let note = table.emptiness(context) { notes.append(note) }
    }
    database.guardian.begin()
    return (statement, notes)
  }

  /// The names of the SQL functions.
  package var functionNames: [String] {
    database.guardian.isOpen = true
    let list = try? SQLStatement("SELECT DISTINCT name FROM pragma_function_list ORDER BY 1", in: database)
    var names: [String] = []
    while let list, (try? list.step()) == true {
      if case .text(let name)? = list.row.first, name.first?.isLetter == true { names.append(name) }
    }
    return names
  }

  /// Drops tables that no longer exist or have changed, and creates missing ones.
  private func makeSchema(_ tables: [SQLTable], _ session: Session) throws(SQLFailure) {
    let wanted = Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0.definition(in: session)) })
    for (name, made) in schema where wanted[name] != made {
      try database.execute("DROP VIEW \(SQL.name(name)); DROP TABLE \(SQL.name(SQLTable.storage(of: name)))")
      schema[name] = nil
      filled[name] = nil
    }
    for table in tables where schema[table.name] == nil {
      try database.execute(wanted[table.name]!)
      schema[table.name] = wanted[table.name]
    }
  }

  private func fill(_ table: SQLTable, _ context: any SessionContext) throws {
    let specification = try table.specification(context)
    if filled[table.name] == specification { return }
    filled[table.name] = nil
    let columns = table.columns(in: context.session)
    for column in columns { database.texts[table.textName(of: column)] = column.texts(context.session) }
    try database.fill(table.storage, width: columns.count) { add in try table.rows(context, add) }
    filled[table.name] = specification
  }
}

extension SQLTable {
  /// The table with the rows; people read a view of it.
  static func storage(of name: String) -> String { name + " rows" }
  fileprivate var storage: String { Self.storage(of: name) }

  /// The key of a column's texts.
  fileprivate func textName(of column: SQLColumn) -> String { "\(name).\(column.name)" }

  /// The statements that create it: a table, and a view that reads texts from their source.
  ///
  /// There is no index: SQLite creates one for joins, and would otherwise use it for the order of rows.
  fileprivate func definition(in session: Session) -> String {
    let columns = columns(in: session)
    let stored = columns.map { column in
      // The column's type would convert an index of a text to text.
      let kind = column.texts(session) == nil ? column.kind.rawValue : ""
      return SQL.name(column.name) + (kind.isEmpty ? "" : " " + kind)
    }
    let shown = columns.map { column in
      let name = SQL.name(column.name)
      if column.texts(session) == nil { return name }
      return "recorded_text('\(textName(of: column).replacing("'", with: "''"))', \(name)) AS \(name)"
    }
    return "CREATE TABLE \(SQL.name(storage)) (\(stored.joined(separator: ", "))); "
      + "CREATE VIEW \(SQL.name(name)) AS SELECT \(shown.joined(separator: ", ")) FROM \(SQL.name(storage))"
  }
}
