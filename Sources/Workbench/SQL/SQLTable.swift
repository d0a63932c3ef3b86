import CommandLanguage
import Display
import Traces

/// A table for `sql`: its name, columns and source.
///
/// One definition serves filling, completion and `help sql`.
package struct SQLTable: Sendable {
  /// The name in SQL.
  package let name: String
  /// What its rows are.
  let summary: String
  /// The columns that are always there.
  let columns: [SQLColumn]
  /// The description of columns that depend on the traces, if any.
  let furtherSummary: String?
  /// The columns that depend on the traces.
  let further: @Sendable (Session) -> [SQLColumn]
  /// The key of the source of the rows, which are unchanged while it is.
  let specification: @Sendable (any SessionContext) throws -> AnyHashable
  /// Produces the rows in order, with a cell per column.
  let rows: @Sendable (any SessionContext, _ add: ([Table.Cell]) throws -> Void) throws -> Void
  /// Why there are no rows, if something has to be done first.
  let emptiness: @Sendable (any SessionContext) -> String?

  init(
    _ name: String, _ summary: String, _ columns: [SQLColumn], furtherSummary: String? = nil,
    further: @escaping @Sendable (Session) -> [SQLColumn] = { _ in [] },
    emptiness: @escaping @Sendable (any SessionContext) -> String? = { _ in nil },
    specification: @escaping @Sendable (any SessionContext) throws -> AnyHashable,
    rows: @escaping @Sendable (any SessionContext, _ add: ([Table.Cell]) throws -> Void) throws -> Void
  ) {
    self.name = name
    self.summary = summary
    self.columns = columns
    self.furtherSummary = furtherSummary
    self.further = further
    self.emptiness = emptiness
    self.specification = specification
    self.rows = rows
  }

  /// Whether `other` is its name in SQL.
  func isNamed(_ other: some StringProtocol) -> Bool { name.lowercased() == other.lowercased() }

  /// Its columns in a session, with distinct names.
  package func columns(in session: Session) -> [SQLColumn] {
    let all = columns + further(session)
    return zip(all, SQL.distinct(all.map(\.name))).map { column, name in
      var column = column
      column.name = name
      return column
    }
  }
}

/// A column of a table.
package struct SQLColumn: Sendable {
  /// What a column holds.
  enum Kind: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "REAL"
    /// Any type.
    case any = ""
  }

  package var name: String
  let kind: Kind
  let summary: String
  /// Texts read on demand, if any; the cells are then their indices.
  let texts: @Sendable (Session) -> TextColumn?

  init(
    _ name: String, _ kind: Kind, _ summary: String = "",
    texts: @escaping @Sendable (Session) -> TextColumn? = { _ in nil }
  ) {
    self.name = name
    self.kind = kind
    self.summary = summary
    self.texts = texts
  }

  /// A column of the traces.
  init(_ column: Column) {
    switch column.values {
    case .numbers: self.init(column.name, .real)
    case .categories: self.init(column.name, .text)
    case .text(let texts): self.init(column.name, .text) { _ in texts }
    }
  }
}

/// All tables.
package enum SQLTables {
  /// In the order of help.
  package static let all: [SQLTable] = [.queries, .models, .outcomes, .estimates, .decisions, .results, .points]

  /// All tables of a session, including the named results; of results whose names are equal in SQL, the latest.
  package static func all(in session: Session) -> [SQLTable] {
    var tables = all
    for result in session.results.reversed() where !tables.contains(where: { $0.isNamed(result.name) }) {
      tables.append(.result(result))
    }
    return tables
  }

  /// The documentation of the tables, for `help sql`.
  package static var documentation: String {
    var lines: [String] = []
    func add(_ name: String, _ text: String, indent: Int, width: Int) {
      let head = String(repeating: " ", count: indent) + Wrapping.padded(name, width)
      lines.append(Wrapping.wrapped(head + "  " + text, indent: head.count + 2))
    }
    for table in all {
      lines.append("")
      add(table.name, table.summary, indent: 0, width: 0)
      for column in table.columns { add(column.name, column.summary, indent: 2, width: 16) }
      if let further = table.furtherSummary { add("...", further, indent: 2, width: 16) }
    }
    lines.append("")
    add("NAME", "the rows of the result NAME, as written by `write NAME FILE.csv`", indent: 0, width: 0)
    lines += ["", "functions besides SQLite's own:"]
    for function in SQLFunctions.documented { add(function.usage, function.summary, indent: 2, width: 16) }
    return lines.joined(separator: "\n")
  }
}
