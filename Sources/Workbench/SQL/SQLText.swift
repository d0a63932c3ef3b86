import CSQLite
import CommandLanguage
import Display
import Foundation
import Mathematics
import SessionFiles
import Traces

/// A person's SQL with its place in the source, for errors.
package struct SQLText {
  package let text: String
  /// The source that contains it.
  let source: Source
  /// Its start in the source.
  let start: SourceLocation
  /// Whether a word is the name of a command.
  let isCommand: (String) -> Bool

  package init(text: String, source: Source, start: SourceLocation, isCommand: @escaping (String) -> Bool) {
    self.text = text
    self.source = source
    self.start = start
    self.isCommand = isCommand
  }

  /// The diagnostic for an error, at the place at fault.
  ///
  /// - Parameters:
  ///   - tables: the tables, for suggestions.
  ///   - functions: the names of functions, for suggestions.
  package func error(
    _ failure: SQLFailure, tables: [(name: String, columns: [String])], functions: () -> [String]
  ) -> any Error {
    if failure.code == SQLITE_INTERRUPT { return Cancelled() }
    if let refusal = failure.refusal { return error(refusal, tables.map(\.name)) }
    let parts = failure.message.split(separator: ": ", maxSplits: 1).map(String.init)
    let name = parts.count == 2 ? parts[1] : ""
    let column = String(name.split(separator: ".").last ?? "")
    let columns = tables.flatMap(\.columns)
    switch parts[0] {
    case "no such table": return error(.unknown("table", name, known: tables.map(\.name)), at: place(of: name, failure))
    case "no such column":
      let owners = tables.filter { $0.columns.contains(column) }.map(\.name)
      if !owners.isEmpty {
        return error(
          .sql(
            "there is no column '\(name)' in these tables", advice: "\(column) is in " + owners.joined(separator: ", "),
            isSyntax: false),
          at: place(of: column, failure))
      }
      var names: Set<String> = []
      let known = columns.filter { names.insert($0).inserted }
      return error(.unknown("column", column, known: known), at: place(of: column, failure))
    case "no such function": return error(.unknown("function", name, known: functions()), at: place(of: name, failure))
    case "ambiguous column name":
      return error(
        .sql("the column '\(name)' is in several tables", advice: "write TABLE.\(column)", isSyntax: false),
        at: place(of: column, failure))
    case "incomplete input":
      return error(.sql("the SQL is incomplete", advice: nil, isSyntax: true), at: text.utf8.count)
    default: break
    }
    if failure.code == SQLITE_NOMEM {
      let limit = Format.significant(Double(SQLiteMemory.limit >> 30))
      return error(.sql("the query needs more than \(limit) GiB of memory", advice: nil, isSyntax: false), at: 0)
    }
    if failure.code == SQLITE_TOOBIG {
      let limit = Format.count(Int(SQLDatabase.valueLimit >> 20))
      return error(.sql("a string or blob is longer than \(limit) MB", advice: nil, isSyntax: false), at: 0)
    }
    // SQLite refuses to write to a view before the guard is asked.
    if failure.message.hasPrefix("cannot modify ") { return error(.action, tables.map(\.name)) }
    let isSyntax = failure.message.hasSuffix("syntax error")
    let found = failure.message.split(separator: "\"").dropFirst().first.map { String($0) } ?? ""
    let isName = isSyntax && columns.contains { $0.lowercased() == found.lowercased() }
    let advice =
      isName
      ? "\(found) is an SQL keyword; as a column write \(SQL.name(found))"
      : isSyntax && isInNextCommand(failure.offset ?? 0) ? "end the SQL with a `;` at the end of its line" : nil
    return error(
      .sql("SQL: " + failure.message, advice: advice, isSyntax: isSyntax), at: failure.offset ?? 0)
  }

  /// An error of SQL at a byte of the text.
  private func error(_ error: SessionError, at offset: Int) -> Diagnostic { diagnostic(error, at: offset) }

  /// An error at a byte of the text.
  package func error(_ error: CommandError, at offset: Int) -> Diagnostic { diagnostic(error, at: offset) }

  private func diagnostic(_ error: any Error, at offset: Int) -> Diagnostic {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let column = lines.last?.count ?? 0
    let location = SourceLocation(
      line: start.line + lines.count - 1, column: lines.count > 1 ? column + 1 : start.column + column)
    return Diagnostic(
      LocatedError(any: error, at: location, length: length(at: before.count)), in: source)
  }

  /// The byte position of a name: as given by SQLite, else its first occurrence as a whole word outside texts.
  package func place(of name: String, _ failure: SQLFailure? = nil) -> Int {
    if let offset = failure?.offset { return offset }
    let text = text.blanked(quotes: "'")
    var start = text.startIndex
    while !name.isEmpty, let range = text[start...].range(of: name, options: .caseInsensitive) {
      let isWhole =
        (range.lowerBound == text.startIndex || !text[text.index(before: range.lowerBound)].isPartOfName)
        && (range.upperBound == text.endIndex || !text[range.upperBound].isPartOfName)
      if isWhole { return text.utf8.distance(from: text.startIndex, to: range.lowerBound) }
      start = range.upperBound
    }
    return 0
  }

  private func error(_ refusal: SQLGuard.Refusal, _ tables: [String]) -> Diagnostic {
    switch refusal {
    case .table(let name):
      return error(
        .sql("sql cannot read \(name)", advice: "available: " + tables.joined(separator: ", "), isSyntax: false),
        at: place(of: name))
    case .function(let name):
      return error(
        .sql("sql only reads the session: \(name) is not allowed", advice: nil, isSyntax: false), at: place(of: name))
    case .action:
      let (name, offset) = action
      return error(
        .sql("sql only reads the session: \(name) is not allowed", advice: nil, isSyntax: false), at: offset)
    }
  }

  /// The forbidden action of a statement and its byte position: the first word, or after WITH and EXPLAIN the first
  /// that cannot be part of a query, or a pragma function.
  private var action: (name: String, offset: Int) {
    let text = text.blanked(quotes: "'\"`[")
    let words = text.split { !$0.isPartOfName }
    func acts(_ word: Substring) -> Bool {
      let name = word.lowercased()
      if name.hasPrefix("pragma_") { return true }
      // replace(...) is a function, and parentheses contain a query.
      let isCall = text[word.endIndex...].first { !$0.isWhitespace } == "("
      let before = text[..<word.startIndex]
      return Self.actions.contains(name) && !isCall && before.count { $0 == "(" } == before.count { $0 == ")" }
    }
    let isQuery = words.first.map { ["select", "with", "values", "explain"].contains($0.lowercased()) } ?? true
    guard let word = isQuery ? words.first(where: acts) : words.first else { return ("that", 0) }
    let name = word.lowercased().hasPrefix("pragma_") ? "PRAGMA" : word.uppercased()
    return (name, text.utf8.distance(from: text.startIndex, to: word.startIndex))
  }

  private static let actions: Set<String> = [
    "insert", "update", "delete", "replace", "attach", "create", "drop", "vacuum", "pragma",
  ]

  /// Whether the line of a byte, after the first, begins with the name of a command that is not an SQL keyword.
  private func isInNextCommand(_ offset: Int) -> Bool {
    let before = String(decoding: text.utf8.prefix(offset), as: UTF8.self)
    let index = before.count { $0 == "\n" }
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)[index]
    let word = String(line.drop(while: \.isWhitespace).prefix(while: \.isPartOfName))
    return index > 0 && sqlite3_keyword_check(word, Int32(word.utf8.count)) == 0
      && isCommand(word)
  }

  /// The characters of the word at a place.
  private func length(at offset: Int) -> Int {
    max(1, text.dropFirst(offset).prefix { $0.isPartOfName }.count)
  }
}

extension Character {
  /// Whether it can be part of a name in SQL.
  var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
