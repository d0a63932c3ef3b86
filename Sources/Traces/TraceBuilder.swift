import Input

/// A trace set being read, row by row, from one or several files.
///
/// Rows are kept in the order in which they come and moved to their places at the end, column by column, so that peak
/// memory exceeds the numbers and text references by one column.
struct TraceBuilder: Sendable {
  /// The queries, the models and their pairs.
  var outcomes = OutcomeIndex()
  /// Its rows without an outcome.
  var emptyRows = EmptyRows()
  /// Numbers by row.
  var quality: [Double] = []
  var cost: [Double] = []
  /// Texts by query and by row; the last ones may be missing.
  var prompts: [TextReference] = []
  var answers: [TextReference] = []
  /// Further columns by query and by row.
  var queryColumns: [ColumnBuilder] = []
  var outcomeColumns: [ColumnBuilder] = []
  /// What holds the texts.
  var store = TextStore()
  /// The number of blank scores read as 0.
  var blankCount = 0
  /// The number of queries renamed because their name was taken.
  var renamedCount = 0
  /// Whether rows have queries of their own, whose names are changed where they are taken.
  var hasOwnQueries = false
  /// For how many rows there is room.
  private var reservedCount = 0
  /// How many numbers were moved to the end of their range.
  var clippedCount = 0
  /// How many numbers are missing by a word that says so.
  var missingWordCount = 0
  /// How many outcomes were left out because there was one of the same query and model before.
  var skippedCount = 0
  /// What is known of the prompts that rows of one query have.
  var promptHashes = PromptHashes()
  /// How many calls failed.
  var failedCount = 0
  /// Whether names of queries have those of tasks before them.
  var hasTasks = false
  /// The latest name of a query with its task.
  private var qualifiedName: [UInt8] = []
  /// Where the member of an archive begins that is being read.
  var textOffset = 0
  /// How many rows were left out because they are other readings of the same answers.
  var leftOutCount = 0
  /// Whether outcomes came as other tools record them, with or without a cost.
  var hasRecordedOutcomes = false
  /// The columns of what is measured beside quality and cost; -1 before the first number.
  var measures = [Int](repeating: -1, count: RecordedOutcome.Measure.allCases.count)
  /// The model of all rows of the file that is being read, where it was given by name or taken from the path.
  var givenModel: String?
  /// The model of rows that name none.
  var assumedModel: String?
  /// What was taken for something by guess, in sentences.
  private(set) var guesses: [String] = []
  /// Whether rows of one query and model count as runs because of a column that is called so.
  var trustsRuns = false
  /// Whether each file is of a model of its own and has a name of its own, which so tells models apart and no tasks.
  var filesNameModels = false
  /// What tells the file that is being read from the others; `nil` where there are none.
  var fileName: String?

  /// A trace set without rows.
  init() {}

  /// The number of queries.
  var queryCount: Int { outcomes.queries.count }
  /// The number of rows.
  var rowCount: Int { outcomes.count }

  /// Reserves room for `count` rows, or half as much again as before: every further file may ask for a little more.
  mutating func reserveCapacity(_ count: Int) {
    if count <= reservedCount { return }
    let count = max(count, reservedCount + reservedCount / 2)
    reservedCount = count
    outcomes.reserveCapacity(count)
    quality.reserveCapacity(count)
    cost.reserveCapacity(count)
    if !answers.isEmpty { answers.reserveCapacity(count) }
    for column in outcomeColumns.indices { outcomeColumns[column].reserveCapacity(count) }
  }

  /// Makes `source` the source of texts from now on.
  mutating func begin(_ source: TextSource) { _ = store.begin(.file(source)) }

  /// Says that texts come from the members of an archive from now on, one after the other.
  mutating func beginArchive() { _ = store.begin(.memory([])) }

  /// Says what the members of the archive were, and how long together.
  mutating func endArchive(_ texts: ZipTexts, size: Int) {
    textOffset = 0
    store.replaceLast(with: .archive(texts))
    store.end(after: size)
  }

  /// Notes that the latest source was `size` bytes long.
  mutating func end(size: Int) { store.end(after: size) }

  /// A reference to a text of the latest source.
  mutating func reference(_ place: (offset: Int, length: Int)?) -> TextReference {
    guard let place else { return .none }
    return store.reference(offset: textOffset + place.offset, length: place.length)
  }

  /// The index of a query, added if it is new.
  mutating func query(_ id: UnsafeBufferPointer<UInt8>) -> Int { outcomes.queries.insert(id) }

  /// The number of a query of a task, which is added if it is new; queries of two tasks differ whatever they are called.
  mutating func query(_ id: UnsafeBufferPointer<UInt8>, task: UnsafeBufferPointer<UInt8>) -> Int {
    hasTasks = true
    qualifiedName.removeAll(keepingCapacity: true)
    qualifiedName.append(contentsOf: task)
    qualifiedName.append(QualifiedNames.separator)
    qualifiedName.append(contentsOf: id)
    return qualifiedName.withUnsafeBufferPointer { outcomes.queries.insert($0) }
  }

  /// The index of a model, added if it is new.
  mutating func model(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    outcomes.models.insert(name)
  }

  /// The index of a model, added if it is new.
  mutating func model(_ name: String) -> Int { outcomes.models.insert(name) }

  /// Adds the outcome of a model on a query; `false`, with nothing changed, if there is one already.
  mutating func append(query: Int, model: Int, quality: Double, cost: Double) -> Bool {
    // The rest of a table that is out of proportion is not kept: the load ends with an error.
    if outcomes.isTooSparse { return true }
    guard outcomes.append(query: query, model: model) else { return false }
    self.quality.append(quality)
    self.cost.append(cost)
    return true
  }

  /// Adds the outcome of a model on a query, which may have one already: of several, the mean counts.
  ///
  /// - Returns: whether it counts; `false` where there is one already and `repeats` takes the first.
  @discardableResult
  mutating func add(_ outcome: RecordedOutcome, query: Int, model: Int, repeats: Repeats? = nil) -> Bool {
    if outcomes.isTooSparse { return false }
    if repeats == .first, outcomes.contains(query: query, model: model) {
      skippedCount += 1
      return false
    }
    outcomes.appendRepeat(query: query, model: model)
    hasRecordedOutcomes = true
    failedCount += outcome.hasFailed ? 1 : 0
    quality.append(outcome.quality)
    cost.append(outcome.cost)
    for place in measures.indices where !outcome.measures[place].isNaN {
      if measures[place] < 0 {
        measures[place] = outcomeColumn(RecordedOutcome.Measure.allCases[place].rawValue, .numbers)
      }
      outcomeColumns[measures[place]].append(outcome.measures[place], row: rowCount - 1)
    }
    return true
  }

  /// Says that the file has no column of costs.
  mutating func leaveCostsOpen() { hasRecordedOutcomes = true }

  /// Says what was taken for something by guess.
  mutating func tell(_ guess: String) { if !guesses.contains(guess) { guesses.append(guess) } }

  /// Whether any row has a cost.
  var hasCosts: Bool { cost.contains { !$0.isNaN } }

  /// The numbers of the per-row column of that name, in the order of rows; the last ones may be missing.
  func numbers(of name: String) -> [Double]? { outcomeColumns.first { $0.name == name }?.recordedNumbers }

  /// Sets the costs of all rows that have an outcome.
  mutating func setCosts(_ value: (_ row: Int) -> Double) {
    for row in cost.indices where !quality[row].isNaN || hasMeasures(row) { cost[row] = value(row) }
  }

  func hasMeasures(_ row: Int) -> Bool {
    measures.contains { column in
      guard column >= 0, let numbers = outcomeColumns[column].recordedNumbers else { return false }
      return row < numbers.count && !numbers[row].isNaN
    }
  }

  /// Adds the outcome of a model on a query, which may have some already: with `.mean` it counts with them.
  ///
  /// - Returns: whether it counts; `false`, and nothing changes, where there is one already and it does not.
  mutating func append(query: Int, model: Int, quality: Double, cost: Double, repeats: Repeats?) -> Bool {
    if append(query: query, model: model, quality: quality, cost: cost) { return true }
    if repeats == .first { skippedCount += 1 }
    // What has another spelling of the names is another run of the same model on the same query.
    let isRespelled = outcomes.models.respelled.contains(model) || outcomes.queries.respelled.contains(query)
    guard repeats == .mean || repeats == nil && isRespelled else { return false }
    outcomes.appendRepeat(query: query, model: model)
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
  ///
  /// - Parameter hash: a hash of the text, by which it is noticed that other rows have another prompt; `nil` where that is
  ///   not looked at.
  mutating func offerPrompt(_ text: TextReference, hash: UInt64? = nil, query: Int) {
    if query >= prompts.count || prompts[query].isNone { setPrompt(text, query: query) }
    if let hash, !text.isNone { promptHashes.note(hash, query: query) }
  }

  private func set(_ text: TextReference, in texts: inout [TextReference], at index: Int) {
    if text.isNone { return }
    if texts.count <= index { texts.append(contentsOf: repeatElement(.none, count: index + 1 - texts.count)) }
    texts[index] = text
  }

  /// Counts what a file's window has counted.
  mutating func count(_ window: ByteWindow) {
    clippedCount += window.clippedCount
    missingWordCount += window.missingWordCount
  }

  /// The index of the per-row column of that name, added if it is new.
  ///
  /// - Parameter watched: whether it becomes a per-query column if its values are equal in all rows of each query.
  mutating func outcomeColumn(_ name: String, _ kind: ColumnBuilder.Kind, watched: Bool = false) -> Int {
    if let column = outcomeColumns.firstIndex(where: { $0.name == name }) { return column }
    outcomeColumns.append(ColumnBuilder(name: name, kind: kind, watchesQueries: watched))
    return outcomeColumns.count - 1
  }

  /// Adds a value to a per-row column, for the latest row.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>?, text: TextReference, toOutcomeColumn column: Int) {
    let row = rowCount - 1
    if outcomeColumns[column].append(bytes, text: text, row: row) {
      outcomeColumns[column].watch(bytes, query: outcomes.query(of: row))
    }
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
    guard outcomeColumns[column].append(number, row: row) else { return }
    withUnsafeBytes(of: number.bitPattern) { bytes in
      outcomeColumns[column].watch(bytes.bindMemory(to: UInt8.self), query: outcomes.query(of: row))
    }
  }
}
