/// The outcomes of several variants on the same rows, row by row.
///
/// Variant by variant in flat arrays, since looking up a path takes no longer than adding to an array inside of another.
struct VariantOutcomes {
  private let variantCount: Int, width: Int, capacity: Int
  private var cost: [Double], quality: [Double], ran: [Double], answered: [Double]
  private var count = 0

  /// Room for the outcomes on at most `capacity` rows.
  init(_ variantCount: Int, modelCount: Int, capacity: Int) {
    (self.variantCount, width, self.capacity) = (variantCount, modelCount, capacity)
    cost = [Double](repeating: 0, count: variantCount * capacity)
    quality = cost
    ran = [Double](repeating: 0, count: variantCount * modelCount)
    answered = ran
  }

  /// Adds the outcome of stopping at a node to those of a variant.
  @inline(__always)
  mutating func add(_ node: Int, of tree: DecisionTree, to variant: Int) {
    cost[variant * capacity + count] = tree.nodes[node].cost
    quality[variant * capacity + count] = tree.nodes[node].quality
    tree.forEachAnswered(node) { ran[variant * width + $0] += 1 }
    answered[variant * width + Int(tree.nodes[node].answer)] += 1
  }

  /// Goes on to the next row.
  mutating func endRow() { count += 1 }

  /// The outcomes of each variant on the rows that have ended.
  var outcomes: [Outcomes] {
    (0..<variantCount).map { variant in
      let rows = variant * capacity..<variant * capacity + count
      let models = variant * width..<(variant + 1) * width
      return Outcomes(
        cost: Array(cost[rows]), quality: Array(quality[rows]), ran: Array(ran[models]),
        answered: Array(answered[models]), repeatMeans: [])
    }
  }
}
