import CSQLite
import Display
import Traces

/// The session as a database: tables made from its values, each filled when a statement first reads it and again only
/// when what it was computed from has changed.
///
/// Nothing of the session is kept here alone: dropping the cache loses nothing.
final class SQLCache {
  private let database: SQLDatabase
  /// The statements that made each table that there is.
  private var schema: [String: String] = [:]
  /// What each filled table was computed from.
  private var filled: [String: AnyHashable] = [:]

  /// An empty cache.
  init() throws(SQLFailure) { database = try SQLDatabase() }

  /// A person's statement, ready to be stepped through, over tables that are filled with the session of `context`.
  ///
  /// - Returns: the statement, and why tables that it reads are empty.
  /// - Throws: `SQLFailure`; what goes wrong where a table is computed; `Cancelled`.
  func statement(_ sql: String, _ context: CommandContext) throws -> (statement: SQLStatement, notes: [String]) {
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

  /// The names of the functions that SQL knows here.
  var functionNames: [String] {
    database.guardian.isOpen = true
    let list = try? SQLStatement("SELECT DISTINCT name FROM pragma_function_list ORDER BY 1", in: database)
    var names: [String] = []
    while let list, (try? list.step()) == true {
      if case .text(let name)? = list.row.first, name.first?.isLetter == true { names.append(name) }
    }
    return names
  }

  /// Drops tables that are no more or look otherwise, and makes those that are missing.
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

  private func fill(_ table: SQLTable, _ context: CommandContext) throws {
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
  /// The table that holds the rows; what a person reads is a view of it.
  static func storage(of name: String) -> String { name + " rows" }
  fileprivate var storage: String { Self.storage(of: name) }

  /// What the texts of a column go by.
  fileprivate func textName(of column: SQLColumn) -> String { "\(name).\(column.name)" }

  /// The statements that make it: a table, and a view that reads texts from where they are.
  ///
  /// There is no index: SQLite makes one for itself where it joins, and would else take the order of its rows from it.
  fileprivate func definition(in session: Session) -> String {
    let columns = columns(in: session)
    let stored = columns.map { column in
      // An index of a text would be made text itself by the kind of its column.
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
