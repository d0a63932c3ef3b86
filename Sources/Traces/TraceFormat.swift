import Mathematics

/// How a file of recorded outcomes is written, and how to read it.
public struct TraceFormat: Sendable {
  /// The name that `load --format` takes.
  public let name: String
  /// One line on what the format looks like.
  public let summary: String
  /// Whether a file with this beginning is in this format.
  let sniff: @Sendable (_ beginning: FileBeginning) -> Bool
  /// Adds the rows of one file (or folder) to a trace set that is being read.
  let read: Reader

  /// Reads one file (or folder).
  typealias Reader =
    @Sendable (
      _ path: String, _ options: LoadOptions, _ task: TaskContext, _ builder: inout TraceBuilder
    ) throws(TraceError) -> Void
}

/// What `load` was told beside the paths.
public struct LoadOptions: Sendable, Hashable {
  /// Which recorded number is the cost.
  public var cost: CostUnit
  /// Our column names and what the file calls them: `["quality": "correct"]`.
  public var map: [String: String]
  /// Whether numbers outside their range are moved to its nearest end instead of being refused.
  public var clip: Bool

  /// Options of their parts.
  public init(cost: CostUnit = .usd, map: [String: String] = [:], clip: Bool = false) {
    self.cost = cost
    self.map = map
    self.clip = clip
  }

  /// What we call the column that the file calls `name`; `nil` where another column was mapped onto that name.
  func name(for fileName: String) -> String? {
    if let mapped = map.first(where: { $0.value == fileName }) { return mapped.key }
    return map[fileName] == nil ? fileName : nil
  }

  /// What the file calls our column `name`.
  func fileName(for name: String) -> String { map[name] ?? name }

  /// Refuses another cost than the one that a format records.
  func requireRecordedCost(path: String) throws(TraceError) {
    if ![.usd, .relative].contains(cost) {
      throw .incompatible(path: path, reason: "the format records no \(cost.rawValue)")
    }
  }
}
