import Mathematics
import Traces

/// Walks down decision trees under policies that differ only in their prices.
///
/// Where all nodes exist, no policy is asked and no belief computed: the path is looked up.
struct TreeWalk: Sendable {
  private let variants: [PolicyVariant]
  private let common: any TabulatedPolicy
  private let prices: VariantPrices
  private let fitted: FittedTraces

  /// A walk under `variants`, whose policies are of the same kind as `common`.
  init(_ variants: some Collection<PolicyVariant>, common: any TabulatedPolicy, fitted: FittedTraces) {
    self.variants = Array(variants)
    self.common = common
    self.fitted = fitted
    prices = VariantPrices(self.variants, common: common, modelCount: fitted.data.modelCount)
  }

  /// The outcomes of each variant on the rows at `places`, with their trees in `tree` from `firstPlace` on.
  func outcomes(
    of rows: [Int], at places: some RandomAccessCollection<Int>, in tree: inout DecisionTree, firstPlace: Int,
    task: TaskContext
  ) -> [Outcomes] {
    var sums = VariantOutcomes(variants.count, modelCount: fitted.data.modelCount, capacity: places.count)
    var expander: (any NodeExpander)?
    for place in places {
      if task.isCancelled { break }
      let query = (place: place - firstPlace, row: rows[place])
      for index in variants.indices {
        sums.add(end(of: query, index, in: &tree, &expander, task), of: tree, to: index)
      }
      sums.endRow()
    }
    return sums.outcomes
  }

  /// The node of `query` at which a variant stops.
  @inline(__always)
  private func end(
    of query: (place: Int, row: Int), _ index: Int, in tree: inout DecisionTree, _ expander: inout (any NodeExpander)?,
    _ task: TaskContext
  ) -> Int {
    var node = tree.root(of: query.place)
    while true {
      let direction =
        node < 0
        ? .begin : tree.direction(from: node, price: prices[index, prices.step(at: tree.nodes[node])])
      switch direction {
      case .node(let next): node = next
      case .stop: return node
      case .begin, .run, .ask:
        guard let next = make(direction, at: node, query, variants[index], &tree, &expander, task) else { return node }
        node = next
      }
    }
  }

  /// Creates the missing node; `nil` where the policy decides to stop.
  @inline(never)
  private func make(
    _ direction: DecisionTree.Direction, at node: Int, _ query: (place: Int, row: Int), _ variant: PolicyVariant,
    _ tree: inout DecisionTree, _ expander: inout (any NodeExpander)?, _ task: TaskContext
  ) -> Int? {
    // Not copied on the way: it holds all of the search's working memory.
    if expander == nil { expander = common.nodeExpander(fitted, task: task) }
    switch direction {
    case .run(let model, let interval):
      let next = expander?.child(of: node, running: model, query: query.place, row: query.row, in: &tree)
      if let next { tree.lead(interval, to: next) }
      return next
    case .ask:
      guard let model = expander?.choice(of: variant, at: node, row: query.row, in: tree) else { return nil }
      return expander?.child(of: node, running: model, query: query.place, row: query.row, in: &tree)
    case .begin: return expander?.root(of: query.place, row: query.row, in: &tree)
    case .stop, .node: return nil
    }
  }
}
