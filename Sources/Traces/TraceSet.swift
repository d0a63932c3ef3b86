import Input

/// The recorded outcomes of several models on many queries: quality and cost of every answer, and what else was kept.
///
/// Tables are flat and row-major: the outcome of model `i` on query `x` is at `x * modelCount + i`. A missing number is
/// `Double.nan`. Models are in the order of the file; a `Dataset` puts them in the order of their cost.
public struct TraceSet: Sendable {
  /// Where the traces came from: the paths or the simulator's name.
  public var source: String
  /// Whether the outcomes were simulated; every summary says so.
  public var isSimulated: Bool
  /// The unit of cost; one per trace set.
  public var costUnit: CostUnit
  /// The name of each query; all different.
  public var queryIDs: StringColumn
  /// The name of each model; all different.
  public var models: [String]
  /// The quality of each answer in [0, 1]; NaN where the model was not run on the query.
  public var quality: [Double]
  /// The cost of each answer, >= 0, in `costUnit`; NaN where the model was not run on the query.
  public var cost: [Double]
  /// The text of each query, where it was recorded.
  public var prompts: TextColumn?
  /// The text of each answer (query-major like `quality`), where it was recorded.
  public var answers: TextColumn?
  /// Further columns with one value per query: `group`, `split`, features `x_…`.
  public var queryColumns: [Column]
  /// Further columns with one value per answer (query-major): `confidence`, `logprobs`, `tokens_in`, `latency`, ….
  public var outcomeColumns: [Column]
  /// The number of blank scores read as 0.
  public var blankCount = 0
  /// The number of queries renamed because their name was taken.
  public var renamedCount = 0
  /// How many numbers were moved to the end of their range.
  public var clippedCount = 0
  /// How many numbers are missing by a word that says so, such as NA.
  public var missingWordCount = 0
  /// The single runs, where outcomes are means of several.
  public var runs: RepeatedRuns?
  /// How many outcomes were left out because there was one of the same query and model before.
  public var skippedCount = 0
  /// The models whose names came in several spellings that differ only in how accents are composed (NFC, NFD).
  public var respelledModels: [String] = []
  /// How many query ids came in several such spellings.
  public var respelledQueryCount = 0
  /// How many queries have other prompts in other rows, of which the first is kept.
  public var otherPromptCount = 0
  /// How many outcomes of the same query and model were averaged, beyond one each.
  public var repeatCount = 0
  /// How many calls failed, and so have no outcome.
  public var failedCount = 0
  /// How many rows were left out because they score the same answers in another way.
  public var leftOutCount = 0
  /// Where the costs came from.
  public var costSource = CostSource.recorded
  /// Where no cost was read, the columns or paths of numbers that seem to be costs by their names, as `--map` takes them.
  public var unreadCosts: [String] = []
  /// Where no cost was read, the paths of numbers inside of objects, which no column holds.
  package var unreadPaths: [String] = []
  /// What was taken for something by guess, in sentences.
  public var guesses: [String] = []
  /// What the loaded files were taken for and why, one sentence a format.
  public var readAs: [String] = []

  /// Creates a trace set; `quality` and `cost` hold `queryIDs.count * models.count` numbers.
  public init(
    source: String, isSimulated: Bool = false, costUnit: CostUnit = .usd, queryIDs: StringColumn, models: [String],
    quality: [Double], cost: [Double], prompts: TextColumn? = nil, answers: TextColumn? = nil,
    queryColumns: [Column] = [], outcomeColumns: [Column] = []
  ) {
    precondition(quality.count == queryIDs.count * models.count && cost.count == quality.count)
    self.source = source
    self.isSimulated = isSimulated
    self.costUnit = costUnit
    self.queryIDs = queryIDs
    self.models = models
    self.quality = quality
    self.cost = cost
    self.prompts = prompts
    self.answers = answers
    self.queryColumns = queryColumns
    self.outcomeColumns = outcomeColumns
  }

  /// The file of a text that was asked for and could not be read back, because the file has changed since it was loaded.
  ///
  /// A text that cannot be read back is `nil` like one that was never recorded; whoever works with texts asks this
  /// afterwards. `nil` while every text that was asked for since the last call is what was recorded.
  public func takeChangedPath() -> String? {
    var texts = [prompts, answers].compactMap(\.self)
    for column in queryColumns + outcomeColumns {
      if case .text(let values) = column.values { texts.append(values) }
    }
    return texts.reduce(nil) { $1.takeChangedPath() ?? $0 }
  }

  /// The number of queries.
  public var queryCount: Int { queryIDs.count }
  /// The number of models.
  public var modelCount: Int { models.count }
  /// The number of pairs of a query and a model without a quality.
  public var missingCount: Int { quality.count { $0.isNaN } }
  /// The number of pairs of a query and a model with a quality and no cost.
  public var uncostedCount: Int { zip(quality, cost).count { !$0.isNaN && $1.isNaN } }

  /// The per-query column of that name.
  public func queryColumn(_ name: String) -> Column? { queryColumns.first { $0.name == name } }
  /// The per-answer column of that name.
  public func outcomeColumn(_ name: String) -> Column? { outcomeColumns.first { $0.name == name } }
}

/// The unit of costs.
public enum CostUnit: String, Sendable, CaseIterable {
  case usd, latency, tokens
  /// The cost is not money but a relative price.
  case relative

  /// The unit as shown in tables and on axes.
  public var label: String {
    switch self {
    case .usd: "USD"
    case .latency: "seconds"
    case .tokens: "tokens"
    case .relative: "units"
    }
  }
}

/// A named column of values beside quality and cost.
public struct Column: Sendable {
  /// The name as in the file (after `--map`).
  public var name: String
  /// The values, one per query or one per answer.
  public var values: Values

  /// The values of a column in the narrowest form that holds them.
  public enum Values: Sendable {
    /// Numbers; NaN where missing.
    case numbers([Double])
    /// Few different labels: `labels[codes[i]]`, or missing where the code is -1.
    case categories(codes: [Int32], labels: [String])
    /// Free text.
    case text(TextColumn)
  }

  /// Creates a column with the given name and values.
  public init(name: String, values: Values) {
    self.name = name
    self.values = values
  }

  /// The values at `places` as numbers from 0, one for each different value in ascending order; missing ones are one more.
  public func groups(of places: [Int]) -> [Int] {
    let texts = places.map { text(at: $0) }
    let codes = Dictionary(uniqueKeysWithValues: Set(texts.compactMap(\.self)).sorted().enumerated().map { ($1, $0) })
    return texts.map { $0.flatMap { codes[$0] } ?? codes.count }
  }

  /// The value at `index` as text, `nil` where missing.
  public func text(at index: Int) -> String? {
    switch values {
    case .numbers(let numbers): numbers[index].text
    case .categories(let codes, let labels): codes[index] < 0 ? nil : labels[Int(codes[index])]
    case .text(let column): column[index]
    }
  }
}
