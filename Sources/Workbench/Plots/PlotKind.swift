import CommandLanguage
import Display

/// A kind of plot: its name, its argument, and how it is made from the session.
struct PlotKind: Sendable {
  /// The word after `plot`.
  let name: String
  /// A one-line description.
  let summary: String
  /// The argument.
  let argument: Argument
  /// Makes the figure; the word is its argument.
  let make: @Sendable (CommandContext, Word?) throws -> Figure
}

/// All plots.
enum Plots {
  /// In the order of help.
  static let all: [PlotKind] = [
    .frontier, .histogram, .reliability, .lambda, .path, .heatmap, .scatter, .bars, .xy,
  ]
}
