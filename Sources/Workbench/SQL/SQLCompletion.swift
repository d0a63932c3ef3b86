import CommandLanguage
import SessionFiles
import Traces

/// Completions within SQL: tables after FROM and JOIN, else columns of the statement's tables, functions and keywords;
/// within quotes the names of models.
package struct SQLCompletion {
  /// The start of the range that candidates replace.
  package let start: String.Index
  package private(set) var candidates: [Completion.Candidate] = []

  /// - Parameters:
  ///   - typed: the SQL up to the cursor.
  ///   - rest: the text after the cursor.
  package init(of typed: Substring, before rest: Substring, in session: Session) {
    let prefix = typed.suffix(while: \.isPartOfName)
    let before = typed[..<prefix.startIndex]
    if typed.count(where: { $0 == "'" }) % 2 == 1 {
      let open = typed.lastIndex(of: "'").map { typed.index(after: $0) } ?? typed.endIndex
      start = open
      let models = session.workspace?.pool ?? session.workspace?.traces.models ?? []
      add(models.filter { $0.hasPrefix(typed[open...]) }.map { $0.replacing("'", with: "''") + "'" })
      return
    }
    let isQuoted = before.last == "\""
    start = isQuoted ? before.index(before: before.endIndex) : prefix.startIndex
    let tables = SQLTables.all(in: session)
    let named = Self.named(in: typed + rest, tables)
    let context = typed[..<start]
    if context.last == "." {
      let owner = context.dropLast().suffix(while: \.isPartOfName).lowercased()
      let table = named.first { $0.alias == owner }?.table ?? tables.first { $0.isNamed(owner) }
      addNames(table?.columns(in: session).map(\.name) ?? [], prefix, isQuoted)
      return
    }
    let previous = Self.words(of: context).last?.lowercased() ?? ""
    if previous.isEmpty {
      add(Self.cased(["SELECT", "VALUES", "WITH"], prefix))
      return
    }
    let isTable = ["from", "join"].contains(previous)
    let columns = (named.isEmpty ? tables.prefix(SQLTables.all.count) : named.map(\.table)[...])
      .flatMap { $0.columns(in: session).map(\.name) }
    if !isTable { addNames(columns, prefix, isQuoted) }
    addNames(tables.map(\.name), prefix, isQuoted)
    if isTable || isQuoted { return }
    let functions = Self.functions + SQLFunctions.documented.map { String($0.usage.prefix { $0 != "(" }) }
    add(functions.filter { !prefix.isEmpty && $0.hasPrefix(prefix.lowercased()) }.map { $0 + "(" }, isFinal: false)
    add(Self.cased(Self.keywords, prefix))
  }

  private mutating func add(_ texts: [String], isFinal: Bool = true) {
    for text in texts where !candidates.contains(where: { $0.text == text }) {
      candidates.append(Completion.Candidate(text: text, isFinal: isFinal))
    }
  }

  /// The names with this beginning, in double quotes where needed.
  private mutating func addNames(_ names: [String], _ prefix: Substring, _ isQuoted: Bool) {
    add(
      names.filter { $0.lowercased().hasPrefix(prefix.lowercased()) }.map { name in
        let isPlain = name.allSatisfy { $0.isASCII && $0.isPartOfName } && name.first?.isNumber == false
        return isQuoted || !isPlain || Self.keywords.contains(name.uppercased()) ? SQL.name(name) : name
      })
  }

  /// The tables that a statement reads, with their aliases.
  private static func named(in text: Substring, _ tables: [SQLTable]) -> [(alias: String, table: SQLTable)] {
    let words = words(of: text)
    var found: [(alias: String, table: SQLTable)] = []
    for (index, word) in words.enumerated() {
      guard index > 0, ["from", "join", ","].contains(words[index - 1].lowercased()),
        let table = tables.first(where: { $0.isNamed(word) })
      else { continue }
      var rest = words[(index + 1)...]
      if rest.first?.lowercased() == "as" { rest.removeFirst() }
      let next = rest.first.map(String.init) ?? ""
      let hasAlias = next.first?.isPartOfName == true && !keywords.contains(next.uppercased())
      found.append((alias: (hasAlias ? next : table.name).lowercased(), table: table))
    }
    return found
  }

  /// Names and punctuation, without blanks and quotes.
  private static func words(of text: Substring) -> [Substring] {
    var words: [Substring] = []
    var rest = text
    while let first = rest.first {
      if first == "\"" || first == "'" {
        let inside = rest.dropFirst().prefix { $0 != first }
        words.append(inside)
        rest = rest[inside.endIndex...].dropFirst()
      } else {
        let word = first.isPartOfName ? rest.prefix(while: \.isPartOfName) : rest.prefix(1)
        if !first.isWhitespace { words.append(word) }
        rest = rest[word.endIndex...]
      }
    }
    return words
  }

  /// The SQL keywords with this beginning, in the typed case.
  private static func cased(_ words: [String], _ prefix: Substring) -> [String] {
    let isLower = prefix.first?.isLowercase ?? false
    return words.filter { $0.hasPrefix(prefix.uppercased()) }.map { isLower ? $0.lowercased() : $0 }
  }

  private static let functions = [
    "abs", "avg", "coalesce", "count", "cume_dist", "dense_rank", "first_value", "group_concat", "iif", "instr", "lag",
    "last_value", "lead", "length", "ln", "log", "lower", "max", "min", "nth_value", "ntile", "nullif", "percent_rank",
    "pow", "rank", "replace", "round", "row_number", "sqrt", "substr", "sum", "total", "trim", "upper",
  ]

  private static let keywords = [
    "ALL", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "CROSS", "DESC", "DISTINCT", "ELSE", "END", "EXCEPT",
    "EXISTS", "FILTER", "FROM", "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "IS", "JOIN", "LEFT", "LIKE", "LIMIT",
    "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER", "OVER", "PARTITION", "SELECT", "THEN", "UNION", "USING", "VALUES",
    "WHEN", "WHERE", "WINDOW", "WITH",
  ]
}

extension StringProtocol {
  /// The longest suffix whose characters all satisfy `isSuch`.
  fileprivate func suffix(while isSuch: (Character) -> Bool) -> SubSequence {
    self[(lastIndex { !isSuch($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}
