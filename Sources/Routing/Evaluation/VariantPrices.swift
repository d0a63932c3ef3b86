/// The prices of policies that differ only in these, after each number of runs.
struct VariantPrices: Sendable {
  /// Whether models run in pool order and a step is that of the last model that ran.
  let stepsFollowPlaces: Bool
  private let width: Int
  private let prices: [Double]

  /// The prices of `variants`, whose policies are of the same kind as `common`.
  init(_ variants: [PolicyVariant], common: any TabulatedPolicy, modelCount: Int) {
    stepsFollowPlaces = type(of: common).stepsFollowPlaces
    width = modelCount + 1
    prices = variants.flatMap { variant in
      let policy = variant.policy as? any TabulatedPolicy
      return (0...modelCount).map { policy?.price(after: $0) ?? 0 }
    }
  }

  /// The price of a variant at a step.
  @inline(__always)
  subscript(variant: Int, step: Int) -> Double { prices[variant * width + step] }

  /// The step that a node counts as.
  @inline(__always)
  func step(at node: DecisionTree.Node) -> Int { Int(stepsFollowPlaces ? node.place : node.depth) }
}
