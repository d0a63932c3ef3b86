import Mathematics
import Traces

/// Walks down decision trees under policies that differ only in their prices.
///
/// Where all nodes exist, no policy is asked and no belief computed: the path is looked up.
struct TreeWalk: Sendable {
  private let variants: [PolicyVariant]
  private let common: any TabulatedPolicy
  /// For each variant in turn, its price after each number of runs.
  private let prices: [Double]
  /// The prices for which tables are made.
  private let tabulated: ClosedRange<Double>
  private let stepsFollowPlaces: Bool
  private let fitted: FittedTraces

  /// A walk under `variants`, whose policies are of the same kind as `common`.
  ///
  /// - Parameter hasOwnTrees: whether no other walk shares the trees, so that tables for these prices are enough.
  init(
    _ variants: some Collection<PolicyVariant>, common: any TabulatedPolicy, hasOwnTrees: Bool = false,
    fitted: FittedTraces
  ) {
    self.variants = Array(variants)
    self.common = common
    self.fitted = fitted
    stepsFollowPlaces = type(of: common).stepsFollowPlaces
    prices = variants.flatMap { variant in
      let policy = variant.policy as? any TabulatedPolicy
      return (0...fitted.data.modelCount).map { policy?.price(after: $0) ?? 0 }
    }
    tabulated = hasOwnTrees ? Self.range(of: prices) : -.infinity ... .infinity
  }

  /// The range of prices, apart from those of 0, for which the policy is asked in any case.
  private static func range(of prices: [Double]) -> ClosedRange<Double> {
    let priced = prices.filter { $0 != 0 }
    guard let least = priced.min(), let greatest = priced.max(), least <= greatest else {
      return -.infinity ... .infinity
    }
    // An interval does not include its lower end.
    return least.nextDown...greatest
  }

  /// The outcomes of each variant on the rows at `places`, with their trees in `tree` from `firstPlace` on; without it
  /// each query has the tree to itself.
  func outcomes(
    of rows: [Int], at places: some RandomAccessCollection<Int>, in tree: inout DecisionTree, firstPlace: Int?,
    task: TaskContext
  ) -> [Outcomes] {
    let (width, capacity) = (fitted.data.modelCount, places.count)
    // Variant by variant in flat arrays, since looking up a path takes no longer than adding to an array inside of another.
    var cost = [Double](repeating: 0, count: variants.count * capacity)
    var quality = cost
    var ran = [Double](repeating: 0, count: variants.count * width)
    var answered = ran
    var count = 0
    var expander: (any NodeExpander)?
    for place in places {
      if task.isCancelled { break }
      let query = (place: place - (firstPlace ?? place), row: rows[place])
      for index in variants.indices {
        let end = end(of: query, index, in: &tree, &expander, task)
        cost[index * capacity + count] = tree.nodes[end].cost
        quality[index * capacity + count] = tree.nodes[end].quality
        tree.forEachAnswered(end) { ran[index * width + $0] += 1 }
        answered[index * width + Int(tree.nodes[end].answer)] += 1
      }
      count += 1
      if firstPlace == nil {
        tree.removeAll()
        expander?.forget()
      }
    }
    return variants.indices.map { index in
      let rows = index * capacity..<index * capacity + count
      let models = index * width..<(index + 1) * width
      return Outcomes(
        cost: Array(cost[rows]), quality: Array(quality[rows]), ran: Array(ran[models]),
        answered: Array(answered[models]), repeatMeans: [])
    }
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
        ? .begin
        : tree.direction(
          from: node,
          price: prices[
            index * (fitted.data.modelCount + 1)
              + Int(stepsFollowPlaces ? tree.nodes[node].place : tree.nodes[node].depth)])
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
    var ready = expander ?? common.nodeExpander(fitted, prices: tabulated, task: task)
    expander = nil
    defer { expander = ready }
    switch direction {
    case .run(let model, let interval):
      let next = ready.child(of: node, running: model, query: query.place, row: query.row, in: &tree)
      tree.lead(interval, to: next)
      return next
    case .ask: return ready.ask(variant, at: node, query: query.place, row: query.row, in: &tree)
    case .begin: return ready.root(of: query.place, row: query.row, in: &tree)
    case .stop, .node: return nil
    }
  }
}
