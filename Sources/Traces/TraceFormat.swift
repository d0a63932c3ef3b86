import Mathematics

/// How a file of recorded outcomes is written, and how to read it.
public struct TraceFormat: Sendable {
  /// The name that `load --format` takes.
  public let name: String
  /// One line on what the format looks like.
  public let summary: String
  /// Whether a file with this beginning is in this format.
  public let sniff: @Sendable (_ beginning: FileBeginning) -> Bool
  /// Reads one file (or folder) into a trace set.
  public let read: @Sendable (_ path: String, _ options: LoadOptions, _ work: Work) throws(TraceError) -> TraceSet

  /// A format of its parts.
  public init(
    name: String, summary: String, sniff: @escaping @Sendable (FileBeginning) -> Bool,
    read: @escaping @Sendable (String, LoadOptions, Work) throws(TraceError) -> TraceSet
  ) {
    self.name = name
    self.summary = summary
    self.sniff = sniff
    self.read = read
  }
}

/// The start of a file, from which its format is told.
public struct FileBeginning: Sendable {
  /// The path as given.
  public var path: String
  /// Whether the path is a folder.
  public var isFolder: Bool
  /// The first bytes (at most 64 KiB) after decompression and without a byte order mark; empty for a folder.
  public var bytes: [UInt8]

  /// A beginning of its parts.
  public init(path: String, isFolder: Bool, bytes: [UInt8]) {
    self.path = path
    self.isFolder = isFolder
    self.bytes = bytes
  }
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
}
