import CommandLanguage
import Display
import Input
import Traces
import Workbench

extension Commands {
  static let sql = Command(
    "sql", .ask, "query the session with SQL",
    arguments: [Argument("SELECT", .sql, isOptional: true)],
    options: [
      .resultName,
      Option("file", .path, "FILE", "read the SQL from a file"),
      Option("head", .integer, "N", "the number of rows to print (1000)"),
    ],
    details: """
      SQLite's SQL, including window functions, over the tables below, read-only. Options come before the SELECT, which \
      continues up to a `;` at the end of a line (at the prompt also to an empty line). $NAME is the value of `let NAME \
      VALUE`. Missing values are NULL. Without ORDER BY the rows of a table are in the order of the traces. Names that \
      are SQL keywords need double quotes: "group".
      1,000 rows are printed; --format csv prints all. The first \(Format.count(SQLRows.rowLimit)) rows (of at most \
      \(SQLRows.byteLimit >> 20) MB) are kept as a result for `plot`, `write` and further SQL, and printed by --format \
      json.
      \(SQLTables.documentation)
      """,
    examples: [
      "sql SELECT model, avg(quality) FROM outcomes GROUP BY model;",
      "sql --as n SELECT query_id, sum(quality) AS n FROM outcomes GROUP BY query_id;",
    ], isRaw: true
  ) { context in
    let text = try context.sqlText()
    let count = try context.invocation.integer("head", in: 0...SQLRows.rowLimit) ?? 1_000
    let format = context.session.settings.display.format
    let (statement, notes) = try context.statement(text)
    for note in notes { context.report.note(note) }
    var rows: SQLRows
    do {
      rows = try SQLRows(of: statement)
      if format == .csv, rows.isCut {
        try context.keep(.table(rows.table))
        return try context.stream(&rows)
      }
      try rows.countRest()
    } catch let failure as SQLFailure {
      throw context.error(failure, in: text)
    }
    try context.keep(.table(rows.table))
    let shown = format == .csv ? rows.table.rows[...] : rows.table.rows.prefix(count)
    context.report.show(Table(rows.table.columns, rows: Array(shown)))
    if rows.count == 0 { context.report.line("no rows") }
    if rows.count > shown.count { context.report.line("... \(Format.count(rows.count - shown.count, "more row"))") }
    if rows.isCut {
      context.report.note(
        "the first \(Format.count(rows.table.rows.count)) rows are kept; --format csv prints all of them")
    }
    guard format == .json else { return }
    context.report.json = [
      .init("columns", .array(rows.table.columns.map { .string($0.key) })), .init("rows", rows.table.json),
      .init("row_count", .integer(rows.count)),
    ]
  }
}

extension CommandContext {
  /// The SQL of the command or of its file.
  fileprivate func sqlText() throws -> SQLText {
    let word = invocation.arguments.first
    if let file = invocation.word("file") {
      if let word {
        throw LocatedError(.unexpectedArgument(word.text, usage: invocation.command.usage), at: word)
      }
      let text = try self.text(of: file)
      // No line of a file that holds something else is shown.
      let first = text.blanked(quotes: "").drop { !$0.isLetter }.prefix { $0.isLetter }.uppercased()
      if !["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(first), Suggestion.nearest(to: first, in: ["SELECT"]) == nil
      {
        throw LocatedError(.file(path: file.text, reason: "does not begin with SELECT"), at: file)
      }
      return sqlText(text, in: Source(text, name: file.text), from: SourceLocation(line: 1, column: 1))
    }
    guard let word else {
      throw LocatedError(.misuse("sql needs a SELECT, or --file FILE"), at: invocation.verb)
    }
    return sqlText(word.text, in: source, from: word.location)
  }

  private func sqlText(_ text: String, in source: Source, from start: SourceLocation) -> SQLText {
    SQLText(text: text, source: source, start: start, isCommand: { Croute.commands[$0] != nil })
  }

  /// The statement over the session's tables, with parameters bound to the variables of their names.
  fileprivate func statement(_ text: SQLText) throws -> (statement: SQLStatement, notes: [String]) {
    let statement: SQLStatement
    let notes: [String]
    do {
      let tables = try services.one { try SQLCache() }
      (statement, notes) = try tables.statement(text.text, self)
    } catch let failure as SQLFailure {
      throw error(failure, in: text)
    }
    statement.bind(
      try statement.parameters.map { parameter in
        let name = String(parameter.dropFirst())
        guard let value = session.variables[name] else {
          throw text.error(
            .unknown("variable", name, known: session.variables.keys.sorted()), at: text.place(of: parameter))
        }
        if let integer = Int(value) { return .integer(integer) }
        return Number.parse(value).map { .number($0, digits: 6) } ?? .text(value)
      })
    return (statement, notes)
  }

  /// Prints all rows as CSV as they are computed.
  fileprivate mutating func stream(_ rows: inout SQLRows) throws {
    report.show(rows.table)
    flush()
    while let more = try rows.nextPart() {
      let text = more.csv(hasHeader: false)
      var part = Bundle(text: io.surface.isTerminal ? Visible.text(text) : text)
      part.isPart = true
      io.emit(.bundle(part))
    }
  }

  /// SQLite's error as a diagnostic at its place in `text`.
  fileprivate func error(_ failure: SQLFailure, in text: SQLText) -> any Error {
    text.error(
      failure, tables: SQLTables.all(in: session).map { ($0.name, $0.columns(in: session).map(\.name)) },
      functions: { (try? services.one { try SQLCache() })?.functionNames ?? [] })
  }
}
