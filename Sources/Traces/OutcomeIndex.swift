import Input

/// The (query, model) pairs of a file in row order, and their places in a table of queries by models.
///
/// As long as rows are in table order (query by query, each with the models in the same order) nothing is stored per
/// row: they are the cells of the table from one on.
package struct OutcomeIndex: Sendable {
  /// The names of the queries, in order of appearance.
  package var queries = StringIndex(joinsSpellings: true)
  /// The names of the models, in order of appearance.
  package var models = StringIndex(joinsSpellings: true)
  /// The number of pairs.
  package private(set) var count = 0
  /// How many of the pairs were there already.
  package private(set) var repeatCount = 0
  /// The number of models of the first query, once the second query began, while rows are in table order.
  private var width = Int.max
  /// The cell of the first row, while rows are in table order.
  private var start = 0
  /// The pairs, once rows are in another order.
  private var rows: (queries: [Int32], models: [Int32])?
  private var expectedCount = 0
  /// The rows that have given way to another of the same query and model.
  package private(set) var retired: Set<Int> = []
  /// For each model, one bit per query that has its outcome, once rows are in another order.
  private var recorded: [[UInt64]] = []

  /// An index without pairs.
  package init() {}

  /// An index without pairs for the rows of a file that come after those of `other`: its models have the same numbers, and the
  /// first query may begin with any of them.
  package init(after other: OutcomeIndex) {
    _ = models.insert(other.models.strings)
    if other.rows == nil { width = other.width }
  }

  /// The number of cells of the table.
  @inline(__always)
  package var cellCount: Int { queries.count * models.count }

  /// Prepares for `count` pairs.
  package mutating func reserveCapacity(_ count: Int) {
    expectedCount = count
    rows?.queries.reserveCapacity(count)
    rows?.models.reserveCapacity(count)
  }

  /// Adds a pair at the end; `false`, with nothing changed, if it exists already.
  package mutating func append(query: Int, model: Int) -> Bool {
    if isNext(query: query, model: model) { return true }
    if !record(query: query, model: model) { return false }
    place(query: query, model: model)
    return true
  }

  /// Whether there is a pair.
  ///
  /// Inlined, since a call in each row would copy the index to the stack.
  @inline(__always)
  package func contains(query: Int, model: Int) -> Bool {
    if rows == nil {
      if width == .max { return query == 0 && model < count }
      return model < width && (start..<start + count).contains(query * width + model)
    }
    guard recorded.indices.contains(model), recorded[model].indices.contains(query >> 6) else { return false }
    return recorded[model][query >> 6] & 1 << UInt64(query & 63) != 0
  }

  /// Adds a pair at the end, which may be there already.
  package mutating func appendRepeat(query: Int, model: Int) {
    if isNext(query: query, model: model) { return }
    if !record(query: query, model: model) { repeatCount += 1 }
    place(query: query, model: model)
  }

  /// Takes the pair of a row away, so that another row may have it; the row keeps its number.
  package mutating func retire(_ row: Int) {
    if rows == nil { storeRows() }
    let query = query(of: row)
    recorded[model(of: row)][query >> 6] &= ~(1 << UInt64(query & 63))
    retired.insert(row)
  }

  /// Adds the pairs of another index at the end; `false`, with nothing changed, if one exists already and `keepsRepeats` does not
  /// hold.
  ///
  /// - Parameters:
  ///   - queryNumbers: what its queries are called here.
  ///   - modelNumbers: what its models are called here.
  package mutating func append(
    _ part: OutcomeIndex, queryNumbers: [Int32], modelNumbers: [Int32], keepsRepeats: Bool
  ) -> Bool {
    if isNext(part, queryNumbers, modelNumbers) {
      count += part.count
      return true
    }
    if !keepsRepeats {
      for row in 0..<part.count {
        let (query, model) = (Int(queryNumbers[part.query(of: row)]), Int(modelNumbers[part.model(of: row)]))
        if contains(query: query, model: model) { return false }
      }
    }
    for row in 0..<part.count {
      appendRepeat(query: Int(queryNumbers[part.query(of: row)]), model: Int(modelNumbers[part.model(of: row)]))
    }
    return true
  }

  /// Adds a pair that is the next one in table order; `false`, with nothing changed, if it is another one.
  private mutating func isNext(query: Int, model: Int) -> Bool {
    guard rows == nil else { return false }
    if width == .max {
      if query == 1, model == 0, count > 0 { width = count } else if query != 0 || model != count { return false }
    } else {
      if count == 0, query == 0 { start = model }
      if model >= width || query * width + model != start + count { return false }
    }
    count += 1
    return true
  }

  /// Whether the pairs of another index are the next ones in table order.
  private func isNext(_ part: OutcomeIndex, _ queryNumbers: [Int32], _ modelNumbers: [Int32]) -> Bool {
    guard rows == nil, part.rows == nil, part.width == width, width < .max, let first = queryNumbers.first else {
      return false
    }
    return Int(first) * width + part.start == start + count
      && modelNumbers.prefix(width).enumerated().allSatisfy { $0 == $1 }
      && queryNumbers.enumerated().allSatisfy { Int($1) == Int(first) + $0 }
  }

  private mutating func place(query: Int, model: Int) {
    rows?.queries.append(Int32(query))
    rows?.models.append(Int32(model))
    count += 1
  }

  /// Notes a pair; `false` if it is there already. From then on rows may be in any order.
  private mutating func record(query: Int, model: Int) -> Bool {
    if rows == nil { storeRows() }
    while recorded.count <= model { recorded.append([]) }
    let word = query >> 6
    let bit: UInt64 = 1 << UInt64(query & 63)
    if recorded[model].count <= word {
      recorded[model].append(contentsOf: repeatElement(0, count: word + 1 - recorded[model].count))
    }
    if recorded[model][word] & bit != 0 { return false }
    recorded[model][word] |= bit
    return true
  }

  private mutating func storeRows() {
    var queries: [Int32] = []
    var models: [Int32] = []
    queries.reserveCapacity(max(expectedCount, count + 1))
    models.reserveCapacity(max(expectedCount, count + 1))
    for row in 0..<count {
      queries.append(Int32(query(of: row)))
      models.append(Int32(model(of: row)))
    }
    rows = (queries, models)
    for row in 0..<count { _ = record(query: query(of: row), model: model(of: row)) }
  }

  /// The query of a row.
  @inline(__always)
  package func query(of row: Int) -> Int { rows.map { Int($0.queries[row]) } ?? (start + row) / width }
  /// The model of a row.
  package func model(of row: Int) -> Int { rows.map { Int($0.models[row]) } ?? (start + row) % width }

  /// Whether two rows of one pair have the same value.
  package func hasRepeat(of value: (_ row: Int) -> [UInt64]) -> Bool {
    guard repeatCount > 0, let rows else { return false }
    func cell(_ row: Int) -> Int { Int(rows.queries[row]) * models.count + Int(rows.models[row]) }
    var counts = [Int32](repeating: 0, count: cellCount)
    for row in 0..<count { counts[cell(row)] += 1 }
    var seen = Set<Int>()
    return (0..<count).contains { row in
      if counts[cell(row)] < 2 || retired.contains(row) { return false }
      var hasher = Hasher()
      hasher.combine(cell(row))
      hasher.combine(value(row))
      return !seen.insert(hasher.finalize()).inserted
    }
  }

  /// Numbers by row, gathered by the cells of the table; `nil` where no pair is there twice.
  package func runs(of values: [Double]) -> RepeatedRuns? {
    guard repeatCount > 0, let rows else { return nil }
    func cell(_ row: Int) -> Int { Int(rows.queries[row]) * models.count + Int(rows.models[row]) }
    var starts = [Int32](repeating: 0, count: cellCount + 1)
    for row in values.indices where !values[row].isNaN { starts[cell(row) + 1] += 1 }
    for cell in 0..<cellCount { starts[cell + 1] += starts[cell] }
    var next = starts
    var qualities = [Double](repeating: .nan, count: Int(starts[cellCount]))
    for row in values.indices where !values[row].isNaN {
      qualities[Int(next[cell(row)])] = values[row]
      next[cell(row)] += 1
    }
    return RepeatedRuns(starts: starts, qualities: qualities)
  }

  /// Numbers by row put where they belong in the table: the mean of those that are there, NaN where there is none.
  ///
  /// - Parameter values: one number per row, or fewer where the last ones are missing; empty afterwards.
  package func means(of values: inout [Double]) -> [Double] {
    guard repeatCount > 0, let rows else { return table(of: &values, missing: .nan) }
    defer { values = [] }
    var table = [Double](repeating: .nan, count: cellCount)
    var counts = [Int32](repeating: 0, count: cellCount)
    for row in values.indices where !values[row].isNaN && !retired.contains(row) {
      let cell = Int(rows.queries[row]) * models.count + Int(rows.models[row])
      table[cell] = counts[cell] == 0 ? values[row] : table[cell] + values[row]
      counts[cell] += 1
    }
    for cell in table.indices where counts[cell] > 1 { table[cell] /= Double(counts[cell]) }
    return table
  }

  /// Values by row moved to their places in the table; cells without a row hold `missing`.
  ///
  /// - Parameter values: one value per row, or fewer where the last ones are missing; empty afterwards.
  package func table<Value>(of values: inout [Value], missing: Value) -> [Value] {
    defer { values = [] }
    guard let rows else {
      if start > 0 { values.insert(contentsOf: repeatElement(missing, count: start), at: 0) }
      if values.count < cellCount { values.append(contentsOf: repeatElement(missing, count: cellCount - values.count)) }
      return values
    }
    var table = [Value](repeating: missing, count: cellCount)
    let width = models.count
    for row in values.indices.reversed() where retired.isEmpty || !retired.contains(row) {
      table[Int(rows.queries[row]) * width + Int(rows.models[row])] = values[row]
    }
    return table
  }

  /// Values by row reduced to one per query: that of its first row that has one.
  package func byQuery<Value: Equatable>(_ values: [Value], missing: Value) -> [Value] {
    var result = [Value](repeating: missing, count: queries.count)
    for row in values.indices.reversed() {
      let value = values[row]
      // What does not equal itself is a missing number.
      if value != missing, value == value { result[query(of: row)] = value }
    }
    return result
  }

  /// Whether the table would be out of proportion to the pairs: most of it empty, and large.
  @inline(__always)
  var isTooSparse: Bool { isTooSparse(withCells: cellCount) }

  /// Whether a table of so many cells would be.
  @inline(__always)
  func isTooSparse(withCells cellCount: Int) -> Bool { cellCount > max(1 << 22, 64 * (count + 1)) }
}
