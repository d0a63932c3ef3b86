import Display
import Traces

/// A table that `sql` can ask: what it is called, what it holds, what it is made from.
///
/// One definition serves filling, completion and `help sql`.
struct SQLTable: Sendable {
  /// The name in SQL.
  let name: String
  /// What a row is.
  let summary: String
  /// The columns that are always there.
  let columns: [SQLColumn]
  /// What is said of the columns that depend on the traces, if there are any.
  let furtherSummary: String?
  /// The columns that depend on the traces.
  let further: @Sendable (Session) -> [SQLColumn]
  /// What the rows are computed from: as long as it is the same, the rows are.
  let specification: @Sendable (CommandContext) throws -> AnyHashable
  /// Hands over the rows in their order, a cell per column.
  let rows: @Sendable (CommandContext, _ add: ([Table.Cell]) throws -> Void) throws -> Void
  /// Why there are no rows, where something has to be done first.
  let emptiness: @Sendable (CommandContext) -> String?

  init(
    _ name: String, _ summary: String, _ columns: [SQLColumn], furtherSummary: String? = nil,
    further: @escaping @Sendable (Session) -> [SQLColumn] = { _ in [] },
    emptiness: @escaping @Sendable (CommandContext) -> String? = { _ in nil },
    specification: @escaping @Sendable (CommandContext) throws -> AnyHashable,
    rows: @escaping @Sendable (CommandContext, _ add: ([Table.Cell]) throws -> Void) throws -> Void
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

  /// Whether SQL takes `other` for its name.
  func isNamed(_ other: some StringProtocol) -> Bool { name.lowercased() == other.lowercased() }

  /// The columns it has in a session, under names that differ.
  func columns(in session: Session) -> [SQLColumn] {
    let all = columns + further(session)
    return zip(all, SQL.distinct(all.map(\.name))).map { column, name in
      var column = column
      column.name = name
      return column
    }
  }
}

/// A column of a table.
struct SQLColumn: Sendable {
  /// What a column holds.
  enum Kind: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "REAL"
    /// Whatever its cells are.
    case any = ""
  }

  var name: String
  let kind: Kind
  let summary: String
  /// Texts that are read when a row is asked for, where there are any; the cells then are their indices.
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

/// The tables there are.
enum SQLTables {
  /// In the order of help.
  static let all: [SQLTable] = [.queries, .models, .outcomes, .estimates, .decisions, .results, .points]

  /// All tables of a session: these, and the named results; of several results whose names SQL cannot tell apart, the
  /// latest.
  static func all(in session: Session) -> [SQLTable] {
    var tables = all
    for result in session.results.reversed() where !tables.contains(where: { $0.isNamed(result.name) }) {
      tables.append(.result(result))
    }
    return tables
  }

  /// What the tables hold, for `help sql`.
  static var documentation: String {
    var lines: [String] = []
    func add(_ name: String, _ text: String, indent: Int, width: Int) {
      let head = String(repeating: " ", count: indent) + HelpTopics.padded(name, width)
      lines.append(Wrapping.wrapped(head + "  " + text, indent: head.count + 2))
    }
    for table in all {
      lines.append("")
      add(table.name, table.summary, indent: 0, width: 0)
      for column in table.columns { add(column.name, column.summary, indent: 2, width: 16) }
      if let further = table.furtherSummary { add("...", further, indent: 2, width: 16) }
    }
    lines.append("")
    add("NAME", "the rows of the result NAME, as `write NAME FILE.csv` writes them", indent: 0, width: 0)
    lines += ["", "functions beside SQLite's own:"]
    for function in SQLFunctions.documented { add(function.usage, function.summary, indent: 2, width: 16) }
    return lines.joined(separator: "\n")
  }
}
