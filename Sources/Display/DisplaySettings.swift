/// How a session's results are shown.
public struct DisplaySettings: Sendable, Hashable {
  /// How results are printed.
  public var format = OutputFormat.text
  /// Columns of text; `nil` for what the front end has.
  public var width: Int?
  /// Whether plots keep to ASCII.
  public var ascii = false
  /// Whether commands say how long they took.
  public var timing = false
  /// Whether the commands of a file are printed before their results.
  public var echo = false
  /// Where long commands show how far they are.
  public var progress = ProgressDisplay.auto
  /// Whether sentences on what was done are left out.
  public var quiet = false

  /// Text as wide as the front end.
  public init() {}
}

/// How results are printed.
public enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, csv, markdown
}

/// Where long commands show how far they are.
public enum ProgressDisplay: String, Sendable, CaseIterable {
  /// At a terminal.
  case auto
  /// In notebooks, too, which store what they show.
  case on
  /// Nowhere.
  case off
}
