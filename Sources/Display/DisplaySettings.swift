/// How a session's results are shown.
public struct DisplaySettings: Sendable, Hashable {
  /// How results are printed.
  public var format = OutputFormat.text
  /// The width in columns; `nil` for that of the front end.
  public var width: Int?
  /// Whether plots use ASCII only.
  public var ascii = false
  /// Whether commands say how long they took.
  public var timing = false
  /// Whether the commands of a file are printed before their results.
  public var echo = false
  /// Where long commands show progress.
  public var progress = ProgressDisplay.auto
  /// Whether status messages are left out.
  public var quiet = false

  /// Text as wide as the front end.
  public init() {}
}

/// How results are printed.
public enum OutputFormat: String, Sendable, CaseIterable {
  case text, json, csv, markdown

  /// All of them, in words.
  public static var inWords: String {
    allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or " + (allCases.last?.rawValue ?? "")
  }
}

/// Where long commands show progress.
public enum ProgressDisplay: String, Sendable, CaseIterable {
  /// At a terminal.
  case auto
  /// In notebooks too, which store their outputs.
  case on
  /// Nowhere.
  case off
}
