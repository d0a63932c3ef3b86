import Display

/// A kind of plot: what it is called, what stands after its name, and how it is made of the session.
struct PlotKind: Sendable {
  /// The word after `plot`.
  let name: String
  /// A one-line description.
  let summary: String
  /// What stands after the word.
  let argument: Argument
  /// Makes the figure; the word is its argument.
  let make: @Sendable (CommandContext, Word?) throws -> Figure
}

/// The plots there are.
enum Plots {
  /// In the order of help.
  static let all: [PlotKind] = [
    .frontier, .histogram, .reliability, .lambda, .path, .heatmap, .scatter, .bars, .xy,
  ]
}
