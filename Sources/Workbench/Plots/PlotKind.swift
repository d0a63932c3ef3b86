import CommandLanguage
import Display

/// A kind of plot: its name, its argument, and how it is made from the session.
package struct PlotKind: Sendable {
  /// The word after `plot`.
  package let name: String
  /// A one-line description.
  package let summary: String
  /// The argument.
  package let argument: Argument
  /// Makes the figure; the word is its argument.
  package let make: @Sendable (any SessionContext, Word?) throws -> Figure
}

/// All plots.
package enum Plots {
  /// In the order of help.
  package static let all: [PlotKind] = [
    .frontier, .histogram, .reliability, .lambda, .path, .heatmap, .scatter, .bars, .xy,
  ]
}
