/// A kind of plot as `help plot` and completion know it.
public struct PlotKind: Sendable {
  /// The word after `plot`.
  public let name: String
  /// One line on what it shows.
  public let summary: String

  /// A kind of its parts.
  public init(name: String, summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// The plots there are.
public enum Plots {
  /// In the order of help.
  public static let all = [
    PlotKind(name: "frontier", summary: "quality against cost: strategies, single models and their hull"),
    PlotKind(name: "histogram", summary: "how often the values of a column fall into bins"),
  ]
}
