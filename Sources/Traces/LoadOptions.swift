import Input

/// The options of `load`.
public struct LoadOptions: Sendable, Hashable {
  /// Which recorded number is the cost; `nil` for the price, or what there is in its place.
  public var cost: CostUnit?
  /// Our column names and what the file calls them: `["quality": "correct"]`.
  public var map: [String: String]
  /// Whether numbers outside their range are moved to its nearest end instead of being refused.
  public var clip: Bool
  /// Which part of a file's path names the model of all its rows: 1 is the first, -1 the last.
  public var modelPart: Int?
  /// The model of all rows of a file, by its path.
  public var models: [String: String]
  /// The query that a database answers with the rows.
  public var sql: String?
  /// The table of a database that holds the rows.
  public var table: String?
  /// The scale of recorded scores, whose ends stand for 0 and 1; `nil` for 0 to 1 itself.
  public var scale: ClosedRange<Double>?
  /// The rows that are read; `nil` for all.
  public var condition: RowCondition?
  /// The chunk of the queries whose rows are read; `nil` for all.
  package var chunk: QueryChunk?
  /// Values that hold for all rows, by our names.
  public var constants: [String: String] = [:]
  /// How the text of the files is encoded.
  public var encoding = TextEncoding.utf8
  /// What several outcomes of one query and model count as; `nil` for their mean where a column tells runs apart, and an
  /// error otherwise.
  public var repeats: Repeats?
  /// Whether a column that is called so tells runs apart.
  var trustsRuns = true
  /// Whether scores may be any number, to find out which they are.
  var surveysScores = false

  /// The rows of the chunk that meet the condition; `nil` for all.
  var rows: RowCondition? { chunk.map { RowCondition($0, and: condition) } ?? condition }

  /// The range of recorded scores.
  var qualityRange: NumberRange {
    if surveysScores { return .finite }
    return scale.map(NumberRange.scale) ?? .quality
  }

  /// Options of their parts.
  public init(
    cost: CostUnit? = nil, map: [String: String] = [:], clip: Bool = false, modelPart: Int? = nil,
    models: [String: String] = [:], sql: String? = nil, table: String? = nil
  ) {
    self.cost = cost
    self.map = map
    self.clip = clip
    self.modelPart = modelPart
    self.models = models
    self.sql = sql
    self.table = table
  }

  /// The name for the file's column `name`; `nil` where another column was mapped to that name.
  func name(for fileName: String) -> String? {
    if let mapped = map.first(where: { $0.value == fileName }) { return mapped.key }
    return map[fileName] == nil ? fileName : nil
  }

  /// The file's name for the column `name`.
  func fileName(for name: String) -> String { map[name] ?? name }

  /// Refuses a cost other than the one that the format records.
  func requireRecordedCost(path: String) throws(InputError) {
    if let cost, ![.usd, .relative].contains(cost) {
      throw .incompatible(path: path, reason: "the format does not record \(cost.rawValue)")
    }
  }
}

/// What several outcomes of one query and model count as.
public enum Repeats: String, Sendable, CaseIterable {
  /// Their mean quality and their mean cost.
  case mean
  /// The first of them.
  case first
}

/// How text is encoded.
public enum TextEncoding: String, Sendable, CaseIterable {
  /// UTF-8.
  case utf8
  /// ISO 8859-1, in which every byte is the character of that number.
  case latin1
}
