import Input
import Mathematics

/// A format of trace files: how to recognise and read it.
public struct TraceFormat: Sendable {
  /// The name that `load --format` takes.
  public let name: String
  /// One line on what the format looks like.
  public let summary: String
  /// Whether a file with this beginning is in this format.
  let sniff: @Sendable (_ beginning: FileBeginning) -> Bool
  /// Adds the rows of one file (or folder) to a trace set being read.
  let read: Reader

  /// Reads one file (or folder).
  typealias Reader =
    @Sendable (
      _ path: String, _ options: LoadOptions, _ task: TaskContext, _ builder: inout TraceBuilder
    ) throws(InputError) -> Void
}

/// The options of `load`.
public struct LoadOptions: Sendable, Hashable {
  /// Which recorded number counts as the cost.
  public var cost: CostUnit
  /// Column names and the file's names for them: `["quality": "correct"]`.
  public var map: [String: String]
  /// Whether numbers outside their range are moved to its nearest end instead of being refused.
  public var clip: Bool

  /// Creates options with the given cost, column map and clipping.
  public init(cost: CostUnit = .usd, map: [String: String] = [:], clip: Bool = false) {
    self.cost = cost
    self.map = map
    self.clip = clip
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
    if ![.usd, .relative].contains(cost) {
      throw .incompatible(path: path, reason: "the format records no \(cost.rawValue)")
    }
  }
}
