import Input
import Mathematics

/// Which rows to read where a query and a model have several that are no repeats: those of one group of queries with the same
/// names, or of one of several scores of the same answers.
struct RowChoice {
  /// The condition that keeps them; `nil` where none can say it.
  let condition: RowCondition?
  /// Why they are chosen, in a sentence.
  let sentence: String

  /// A column that may tell such rows apart.
  private struct Tally {
    let column: Int
    /// Whether its name says so, whatever its values are.
    let isNamed: Bool
    var seen = Set<Int>()
    var values: [String] = []
    var isUnique = true
    var isFit = true

    /// Looks at the value of a row.
    ///
    /// - Parameter hash: one of the value and what the row is of.
    mutating func look(at value: String?, _ hash: Int) {
      guard let value, !value.isEmpty, isNamed || NumberParser.parse(value) == nil else { return isFit = false }
      if !seen.insert(hash).inserted { isUnique = false }
      if !values.contains(value) { values.append(value) }
      if values.count > RowChoice.mostValues { isFit = false }
    }
  }

  private static let mostValues = 50

  /// The rows of the first group, or of the first score, that a query and a model have; `nil` where nothing tells their rows
  /// apart, so that they may be repeats.
  init?(of query: String, _ model: String, in path: String, _ options: LoadOptions) {
    let names = ["query_id", "model"].map(options.fileName)
    let place = SpooledInput.latest(of: path) ?? path
    guard
      let rows = RowTexts(of: place, holding: names, options: options)
        ?? RowTexts(of: place, holding: [names[0]], options: options),
      let id = rows.names.firstIndex(of: names[0])
    else { return nil }
    let modelColumn = rows.names.firstIndex(of: names[1])
    var alike: [[String?]] = []
    rows.forEach { row in
      if row[id] == query, modelColumn.map({ row[$0] == model }) ?? true { alike.append(row) }
      return alike.count < 2
    }
    guard alike.count == 2 else { return nil }
    let groups = rows.names.indices.filter { $0 != id && NameKind.isOfGroups(rows.names[$0]) }
    if let group = groups.first(where: { alike[0][$0] != alike[1][$0] }), let value = alike[0][group] {
      condition = Self.condition([(rows.names[group], value)], options)
      sentence = "queries of several groups have the same names, and --where takes those of one"
      return
    }
    let own = Set([id, modelColumn].compactMap { $0 })
    let found = Self.telling(rows, id: id, model: modelColumn, besides: own, options)
    if found.isEmpty { return nil }
    condition = Self.condition(found.map { (rows.names[$0.column], Self.likeliest(of: $0.values)) }, options)
    sentence =
      "rows of one query and model differ in "
      + found.map { "\(rows.names[$0.column]) (\(Self.listed($0.values)))" }.joined(separator: " and in ")
      + ": they are no repeats, and --where takes those of one"
  }

  /// The column, or the two, that tell the rows of every query and model apart.
  private static func telling(
    _ rows: RowTexts, id: Int, model: Int?, besides own: Set<Int>, _ options: LoadOptions
  ) -> [Tally] {
    let runs = rows.names.indices.filter { RunColumn.isNamed(rows.names[$0]) }
    var tallies = rows.names.indices.filter { !own.contains($0) && !runs.contains($0) }.compactMap { column in
      let name = rows.names[column]
      let isOpen = ["quality", "cost"].allSatisfy { options.fileName(for: $0) != name }
      return isOpen && NameKind.mayBeOfVariants(name)
        ? Tally(column: column, isNamed: NameKind.isOfVariants(name)) : nil
    }
    var answers = Set<Int>()
    var rowCount = 0
    func hash(_ row: [String?], _ columns: [Int]) -> Int {
      var hasher = Hasher()
      for column in [id] + (model.map { [$0] } ?? []) + runs + columns { hasher.combine(row[column]) }
      return hasher.finalize()
    }
    rows.forEach { row in
      rowCount += 1
      answers.insert(hash(row, []))
      for place in tallies.indices where tallies[place].isFit {
        tallies[place].look(at: row[tallies[place].column], hash(row, [tallies[place].column]))
      }
      return true
    }
    tallies.removeAll { tally in
      let count = tally.values.count
      // A word beside each answer may be anything: those that each answer has are of something that was done with all.
      let isShared = 2 * count <= rowCount && 5 * rowCount >= 4 * count * answers.count
      return !tally.isFit || count < 2 || !tally.isNamed && !(tally.isUnique && isShared)
    }
    if let one = tallies.first(where: { $0.isUnique && $0.isNamed }) { return [one] }
    if let one = tallies.filter(\.isUnique).min(by: { $0.values.count < $1.values.count }) { return [one] }
    for (place, first) in tallies.enumerated() {
      for second in tallies[(place + 1)...] {
        var seen = Set<Int>()
        var isUnique = true
        rows.forEach { row in
          isUnique = seen.insert(hash(row, [first.column, second.column])).inserted
          return isUnique
        }
        if isUnique { return [first, second] }
      }
    }
    return []
  }

  /// The condition that these columns have these values, and that which rows have to meet already.
  private static func condition(_ values: [(column: String, value: String)], _ options: LoadOptions) -> RowCondition? {
    let parts = values.map { "\($0.column) = \"\($0.value)\"" }
    return RowCondition(((options.condition.map { [$0.text] } ?? []) + parts).joined(separator: " and "))
  }

  /// The value that is called as a score of which higher is better, else the first that is not called as something else.
  private static func likeliest(of values: [String]) -> String {
    let scores = values.filter { !NameKind.isWorseWhenHigher($0) && !NameKind.isMeasured($0) }
    return scores.first { NameKind.of($0) == .score } ?? scores.first ?? values[0]
  }

  private static func listed(_ values: [String]) -> String {
    values.prefix(6).joined(separator: ", ") + (values.count > 6 ? ", and \(values.count - 6) more" : "")
  }
}
