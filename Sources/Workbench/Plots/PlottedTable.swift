import CommandLanguage
import Display
import Traces

/// The columns of a result to be drawn: `--x`, `--y` and `--series`, or suitable defaults.
struct PlottedTable {
  /// A row of it.
  struct Row {
    var x: Table.Cell
    var y: Double
    /// The series of the row; empty without a series column.
    var series: String
  }

  /// A column: its name and its unit, if known.
  struct Column {
    var name: String
    var unit: String
    fileprivate var index: Int

    var axis: Figure.Axis { Figure.Axis(name, unit: unit) }
  }

  /// The kind of horizontal values.
  enum Kind {
    case numbers, categories
  }

  let x: Column
  let y: Column
  /// The column that determines colours.
  private(set) var series: Column?
  /// A text column that names the rows: with distinct values, or for categories that repeat, too many for colours.
  private(set) var names: Column?
  /// The rows that have both values.
  private(set) var rows: [Row] = []
  /// The number of rows that lack either value.
  private(set) var lostCount = 0
  /// A text column with too many values for colours.
  private var indistinct: String?
  private var allNames: [String] = []
  /// The models of the pool where they are the series; their colours stay with them.
  private var models: [String] = []

  /// The series of rows in which the column is blank.
  static let blank = "(blank)"
  /// The maximum number of series.
  static let seriesLimit = 10

  /// The columns named by the command; by default x is the first text column for categories (otherwise the first
  /// numeric one), y the next numeric column, and series the next text column.
  init(_ word: Word?, in context: any SessionContext, x kind: Kind) throws {
    let table = try context.result(word).table
    let invocation = context.invocation
    let numeric = table.columns.indices.filter { table.isNumeric($0) }
    func column(_ option: String, _ standard: Int?, isNumber: Bool) throws(LocatedError) -> Int {
      guard let word = invocation.word(option) else {
        guard let standard else {
          let what =
            isNumber ? "has no \(option == "y" && numeric.count == 1 ? "second " : "")column of numbers" : "is empty"
          throw LocatedError(.refused("the result \(what)"), at: invocation.verb)
        }
        return standard
      }
      guard let index = table.columns.firstIndex(where: { $0.key == word.text || $0.title == word.text }) else {
        throw LocatedError(.unknown("column", word.text, known: table.columns.map(\.key)), at: word)
      }
      if isNumber && !numeric.contains(index) && !table.rows.isEmpty {
        throw LocatedError(.invalidValue("--" + option, found: word.text, allowed: "a column of numbers"), at: word)
      }
      return index
    }
    let texts = table.columns.indices.filter { !numeric.contains($0) }
    let isCategory = kind == .categories
    let x = try column(
      "x", isCategory ? texts.first ?? table.columns.indices.first : numeric.first, isNumber: !isCategory)
    let y = try column("y", numeric.first { $0 != x }, isNumber: true)
    func named(_ index: Int) -> Column {
      let key = table.columns[index].key
      return Column(name: key.replacing("_", with: " "), unit: context.unit(of: key), index: index)
    }
    self.x = named(x)
    self.y = named(y)
    let others = texts.filter { $0 != x && $0 != y }
    // Points are distinguished by the first column that names them or has few enough values.
    let free = others.first { isCategory ? Self.hasFewValues(table, $0) : Self.tellsApart(table, $0) }
    if free == nil, invocation.word("series") == nil {
      if isCategory, let other = others.first, Set(table.rows.map { $0[x].text }).count < table.rows.count {
        names = named(other)
      } else if !isCategory {
        indistinct = others.first.map { table.columns[$0].key }
      }
    }
    if let word = invocation.word("series") {
      series = named(try column("series", nil, isNumber: false))
      try take(table, at: word)
    } else {
      if let free, !isCategory, Self.areDifferent(table, free) {
        names = named(free)
      } else {
        series = free.map(named)
      }
      try take(table, at: invocation.verb)
    }
    if let workspace = context.session.workspace,
      Set(rows.map(\.series)).isSubset(of: workspace.traces.models)
    {
      models = (try? context.dataset(workspace).models) ?? []
    }
  }

  /// The series in order, with the indices of their rows; one unnamed series if there are none.
  var groups: [(name: String, rows: [Int])] {
    var groups: [(name: String, rows: [Int])] = []
    var places: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      if let place = places[row.series] {
        groups[place].rows.append(index)
      } else {
        places[row.series] = groups.count
        groups.append((row.series, [index]))
      }
    }
    return groups
  }

  /// The colour of a series where all are models of the pool: that of the model; `nil` for colours in order.
  func color(of name: String) -> Int? {
    guard rows.allSatisfy({ models.contains($0.series) }) else { return nil }
    return models.firstIndex(of: name).flatMap { Figure.Series.color(ofPart: $0, among: models.count) }
  }

  /// The name of a row, if rows have names.
  func name(of row: Int) -> String? { names == nil ? nil : allNames[row] }

  /// The heading: the two columns with a word between them.
  func title(_ word: String) -> String { Self.heading(y.name) + word + x.name }

  /// A name as the first word of a heading.
  static func heading(_ name: String) -> String {
    if name.hasPrefix("auc") { return "AUC" + name.dropFirst(3) }
    return (name.first?.uppercased() ?? "") + name.dropFirst()
  }

  /// Notes on rows that are not drawn.
  var notes: [String] {
    (lostCount == 0 ? [] : ["\(Format.count(lostCount, "row")) left out: a value is missing."])
      + (indistinct.map { ["All in one colour: \($0) has more than \(Self.seriesLimit) values."] } ?? [])
  }

  private mutating func take(_ table: Table, at word: Word) throws(LocatedError) {
    for row in table.rows {
      guard let y = row[y.index].number, row[x.index] != .missing else {
        lostCount += 1
        continue
      }
      let name = series.map { row[$0.index].text }
      rows.append(Row(x: row[x.index], y: y, series: name.map { $0.isEmpty ? Self.blank : $0 } ?? ""))
      if let names { allNames.append(row[names.index].text) }
    }
    let count = Set(rows.map(\.series)).count
    if count > Self.seriesLimit {
      throw LocatedError(
        .invalidValue(
          "--series", found: series?.name ?? "",
          allowed: "a column with at most \(Self.seriesLimit) different values; it has \(count)"), at: word)
    }
  }

  /// Whether a column names the rows or has few enough values for colours.
  private static func tellsApart(_ table: Table, _ column: Int) -> Bool {
    areDifferent(table, column) || hasFewValues(table, column)
  }

  /// Whether a column has few enough values for colours.
  private static func hasFewValues(_ table: Table, _ column: Int) -> Bool {
    Set(table.rows.map { $0[column].text }).count <= seriesLimit
  }

  /// Whether a column names the rows: few rows, with distinct values.
  private static func areDifferent(_ table: Table, _ column: Int) -> Bool {
    (1...52).contains(table.rows.count) && Set(table.rows.map { $0[column].text }).count == table.rows.count
  }
}

extension SessionContext {
  /// The unit of the named column if it is a cost.
  func unit(of key: String) -> String {
    let isCost = key.wholeMatch(of: /(\w+\()?((mean|total|max|min)_)?(cost|budget)(_ante|_post)?\)?/) != nil
    return isCost ? session.workspace?.traces.costUnit.label ?? "" : ""
  }
}
