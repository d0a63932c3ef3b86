import Input

/// A trace set being read, row by row, from one or several files.
///
/// Rows are kept in the order in which they come and moved to their places at the end, column by column, so that peak
/// memory exceeds the numbers and text references by one column.
struct TraceBuilder: Sendable {
  /// The queries, the models and their pairs.
  private(set) var outcomes = OutcomeIndex()
  private var quality: [Double] = []
  private var cost: [Double] = []
  private var prompts: [TextReference] = []
  private var answers: [TextReference] = []
  private var queryColumns: [ColumnBuilder] = []
  private var outcomeColumns: [ColumnBuilder] = []
  private var store = TextStore()
  /// The number of blank scores read as 0.
  var blankCount = 0
  private var renamedCount = 0
  /// The models by name; names that are canonically equivalent are equal here.
  private var modelNames: [String: Int] = [:]
  /// The models whose names came in several spellings.
  private var respelledModels: Set<String> = []

  /// A trace set without rows.
  init() {}

  /// The number of queries.
  var queryCount: Int { outcomes.queries.count }
  /// The number of rows.
  var rowCount: Int { outcomes.count }

  /// Reserves room for `count` rows.
  mutating func reserveCapacity(_ count: Int) {
    outcomes.reserveCapacity(count)
    quality.reserveCapacity(count)
    cost.reserveCapacity(count)
    if !answers.isEmpty { answers.reserveCapacity(count) }
    for column in outcomeColumns.indices { outcomeColumns[column].reserveCapacity(count) }
  }

  /// Makes `source` the source of texts from now on.
  mutating func begin(_ source: TextSource) { _ = store.begin(.file(source)) }

  /// Notes that the latest source was `size` bytes long.
  mutating func end(size: Int) { store.end(after: size) }

  /// A reference to a text of the latest source.
  mutating func reference(_ place: (offset: Int, length: Int)?) -> TextReference {
    guard let place else { return .none }
    return store.reference(offset: place.offset, length: place.length)
  }

  /// The index of a query, added if it is new.
  mutating func query(_ id: UnsafeBufferPointer<UInt8>) -> Int { outcomes.queries.insert(id) }

  /// The index of a new query called `id`, or `id#2`, `id#3`, … if the name is taken.
  mutating func newQuery(_ id: UnsafeBufferPointer<UInt8>) -> Int {
    let count = queryCount
    let query = outcomes.queries.insert(id)
    if query == count { return query }
    let name = outcomes.queries.strings[query]
    renamedCount += 1
    var number = 2
    while outcomes.queries.find("\(name)#\(number)") != nil { number += 1 }
    return outcomes.queries.insert("\(name)#\(number)")
  }

  /// The index of a model, added if it is new.
  mutating func model(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    if let known = outcomes.models.find(name) { return known }
    return model(String(decoding: name, as: UTF8.self))
  }

  /// The index of a model, added if it is new.
  ///
  /// Names that differ only in how accents are composed (NFC, NFD) are one name, spelled as it was first.
  mutating func model(_ name: String) -> Int {
    if let known = outcomes.models.find(name) { return known }
    if let same = modelNames[name] {
      respelledModels.insert(outcomes.models.strings[same])
      return same
    }
    let number = outcomes.models.insert(name)
    modelNames[name] = number
    return number
  }

  /// Adds the outcome of a model on a query; `false`, with nothing changed, if there is one already.
  mutating func append(query: Int, model: Int, quality: Double, cost: Double) -> Bool {
    // The rest of a table that is out of proportion is not kept: the load ends with an error.
    if outcomes.isTooSparse { return true }
    guard outcomes.append(query: query, model: model) else { return false }
    self.quality.append(quality)
    self.cost.append(cost)
    return true
  }

  /// Sets the cost of a row.
  mutating func setCost(_ cost: Double, row: Int) { self.cost[row] = cost }

  /// Sets the place of a query's text.
  mutating func setPrompt(_ text: TextReference, query: Int) { set(text, in: &prompts, at: query) }

  /// Sets the place of a row's answer.
  mutating func setAnswer(_ text: TextReference, row: Int) { set(text, in: &answers, at: row) }

  /// Sets the place of a query's prompt unless it is set already.
  mutating func offerPrompt(_ text: TextReference, query: Int) {
    if query >= prompts.count || prompts[query].isNone { setPrompt(text, query: query) }
  }

  private func set(_ text: TextReference, in texts: inout [TextReference], at index: Int) {
    if text.isNone { return }
    if texts.count <= index { texts.append(contentsOf: repeatElement(.none, count: index + 1 - texts.count)) }
    texts[index] = text
  }

  /// The index of the per-query column of that name, added if it is new.
  mutating func queryColumn(_ name: String, _ kind: ColumnBuilder.Kind) -> Int {
    if let column = queryColumns.firstIndex(where: { $0.name == name }) { return column }
    queryColumns.append(ColumnBuilder(name: name, kind: kind))
    return queryColumns.count - 1
  }

  /// The index of the per-row column of that name, added if it is new.
  ///
  /// - Parameter watched: whether it becomes a per-query column if its values are equal in all rows of each query.
  mutating func outcomeColumn(_ name: String, _ kind: ColumnBuilder.Kind, watched: Bool = false) -> Int {
    if let column = outcomeColumns.firstIndex(where: { $0.name == name }) { return column }
    outcomeColumns.append(ColumnBuilder(name: name, kind: kind, watchesQueries: watched))
    return outcomeColumns.count - 1
  }

  /// Adds a value to a per-query column; queries must come in order.
  mutating func append(
    _ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference, toQueryColumn column: Int, query: Int
  ) {
    queryColumns[column].append(bytes, text: text, row: query)
  }

  /// Adds a value to a per-query column; queries must come in order.
  mutating func append(_ bytes: [UInt8]?, text: TextReference, toQueryColumn column: Int, query: Int) {
    guard let bytes else {
      append(Optional<UnsafeBufferPointer<UInt8>>.none, text: text, toQueryColumn: column, query: query)
      return
    }
    bytes.withUnsafeBufferPointer { append($0, text: text, toQueryColumn: column, query: query) }
  }

  /// Adds a value to a per-row column, for the latest row.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference, toOutcomeColumn column: Int) {
    let row = rowCount - 1
    outcomeColumns[column].append(bytes, text: text, row: row)
    outcomeColumns[column].watch(bytes, query: outcomes.query(of: row))
  }

  /// Adds a value to a per-row column, for the latest row.
  mutating func append(_ bytes: [UInt8]?, text: TextReference, toOutcomeColumn column: Int) {
    guard let bytes else {
      append(Optional<UnsafeBufferPointer<UInt8>>.none, text: text, toOutcomeColumn: column)
      return
    }
    bytes.withUnsafeBufferPointer { append($0, text: text, toOutcomeColumn: column) }
  }

  /// Adds a number to a per-row column, for the latest row.
  mutating func append(_ number: Double, toOutcomeColumn column: Int) {
    let row = rowCount - 1
    outcomeColumns[column].append(number, row: row)
    withUnsafeBytes(of: number.bitPattern) { bytes in
      outcomeColumns[column].watch(bytes.bindMemory(to: UInt8.self), query: outcomes.query(of: row))
    }
  }

  /// The trace set of all rows; the builder is empty afterwards.
  mutating func finish(source: String, costUnit: CostUnit) -> TraceSet {
    for column in queryColumns.indices { queryColumns[column].settle(length: queryCount) }
    for column in outcomeColumns.indices { outcomeColumns[column].settle(length: rowCount) }
    let quality = outcomes.table(of: &quality, missing: .nan)
    let cost = outcomes.table(of: &cost, missing: .nan)
    let answers = answers.isEmpty ? nil : outcomes.table(of: &answers, missing: .none)
    let place = TablePlacement(outcomes: outcomes)
    let byQuery = QueryPlacement(outcomes: outcomes)
    var perQuery: [Column] = []
    var perOutcome: [Column] = []
    for column in queryColumns.indices {
      perQuery.append(queryColumns[column].column(store: store, place: UnchangedPlacement()))
    }
    for column in outcomeColumns.indices {
      if outcomeColumns[column].isConstantInQueries {
        perQuery.append(outcomeColumns[column].column(store: store, place: byQuery))
      } else {
        perOutcome.append(outcomeColumns[column].column(store: store, place: place))
      }
    }
    if !prompts.isEmpty, prompts.count < queryCount {
      prompts.append(contentsOf: repeatElement(.none, count: queryCount - prompts.count))
    }
    var traces = TraceSet(
      source: source, costUnit: costUnit, queryIDs: outcomes.queries.strings, models: Array(outcomes.models.strings),
      quality: quality, cost: cost, prompts: prompts.isEmpty ? nil : TextColumn(references: prompts, store: store),
      answers: answers.map { TextColumn(references: $0, store: store) }, queryColumns: perQuery,
      outcomeColumns: perOutcome)
    (traces.blankCount, traces.renamedCount) = (blankCount, renamedCount)
    traces.respelledModels = respelledModels.sorted()
    self = TraceBuilder()
    return traces
  }
}

private struct TablePlacement: ColumnPlacement {
  let outcomes: OutcomeIndex

  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    var own = values ?? []
    values = nil
    return outcomes.table(of: &own, missing: missing)
  }
}

private struct QueryPlacement: ColumnPlacement {
  let outcomes: OutcomeIndex

  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    let own = values ?? []
    values = nil
    return outcomes.byQuery(own, missing: missing)
  }
}

struct UnchangedPlacement: ColumnPlacement {
  func placed<Value: Equatable>(_ values: inout [Value]?, missing: Value) -> [Value] {
    defer { values = nil }
    return values ?? []
  }
}
