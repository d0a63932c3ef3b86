import Mathematics
import Traces

/// Serves query after query under variants that differ only in their prices, all at once.
///
/// They go down together, one run after another: those that have the same answered set share what is believed there, and one
/// table of decisions, for the prices that they have there. Nothing is kept for the next query.
struct LevelWalk: EvaluationGroup {
  private let variants: [PolicyVariant]
  private let common: any TabulatedPolicy
  private let prices: VariantPrices
  private let fitted: FittedTraces

  /// A walk under `variants`, whose policies are of the same kind as `common`.
  init(_ variants: [PolicyVariant], common: any TabulatedPolicy, fitted: FittedTraces) {
    self.variants = variants
    self.common = common
    self.fitted = fitted
    prices = VariantPrices(variants, common: common, modelCount: fitted.data.modelCount)
  }

  /// An answered set of the next level.
  private struct Reached {
    /// The node it is first reached from, and the model that runs then.
    let parent: Int, model: Int
    let models: SmallModelSet
    /// The number of models that have run, and that in the pool up to the last of them.
    let depth: Int, place: Int
    /// The prices of the variants that reach it.
    var prices = PriceSpan()
  }

  func outcomes(on rows: ArraySlice<Int>, task: TaskContext) -> [Outcomes] {
    var sums = VariantOutcomes(variants.count, modelCount: fitted.data.modelCount, capacity: rows.count)
    var expander = common.nodeExpander(fitted, task: task)
    var tree = DecisionTree(count: 1)
    /// For each variant its node, and the variants that have not stopped.
    var (stands, active): ([Int], [Int]) = (variants.map { _ in 0 }, [])
    var reached: [Reached] = []
    var root = PriceSpan()
    for variant in variants.indices { root.include(prices[variant, 0]) }
    for row in rows {
      if task.isCancelled { break }
      tree.removeAll()
      expander.forget()
      _ = expander.root(of: 0, row: row, prices: root.range, in: &tree)
      active.removeAll(keepingCapacity: true)
      for variant in variants.indices {
        stands[variant] = 0
        active.append(variant)
      }
      while !active.isEmpty {
        let first = tree.nodes.count
        reached.removeAll(keepingCapacity: true)
        var kept = 0
        for variant in active {
          let stand = stands[variant]
          guard
            let next = next(variant, from: stand, row, first, &reached, in: &tree, &expander)
          else {
            sums.add(stand, of: tree, to: variant)
            continue
          }
          stands[variant] = next
          active[kept] = variant
          kept += 1
        }
        active.removeLast(active.count - kept)
        for set in reached {
          _ = expander.child(
            of: set.parent, running: set.model, query: 0, row: row, prices: set.prices.range, in: &tree)
        }
      }
      sums.endRow()
    }
    return sums.outcomes
  }

  /// The node that a variant goes on to, one of those that will be made of `reached`, from `first` on; `nil` where it stops.
  @inline(__always)
  private func next(
    _ variant: Int, from node: Int, _ row: Int, _ first: Int, _ reached: inout [Reached], in tree: inout DecisionTree,
    _ expander: inout any NodeExpander
  ) -> Int? {
    let next: Int
    switch tree.direction(from: node, price: prices[variant, prices.step(at: tree.nodes[node])]) {
    case .node(let known): next = known
    case .run(let model, let interval):
      next = first + place(model, node, &reached, tree)
      tree.lead(interval, to: next)
    case .ask:
      guard let model = expander.choice(of: variants[variant], at: node, row: row, in: tree) else { return nil }
      next = first + place(model, node, &reached, tree)
    case .stop, .begin: return nil
    }
    let set = reached[next - first]
    reached[next - first].prices.include(prices[variant, prices.stepsFollowPlaces ? set.place : set.depth])
    return next
  }

  /// Where the set of `node` with `model` added stands in `reached`.
  private func place(_ model: Int, _ node: Int, _ reached: inout [Reached], _ tree: DecisionTree) -> Int {
    let models = tree.answered(node).adding(model)
    if let known = reached.firstIndex(where: { $0.models == models }) { return known }
    let (depth, place) = (Int(tree.nodes[node].depth), Int(tree.nodes[node].place))
    reached.append(
      Reached(parent: node, model: model, models: models, depth: depth + 1, place: max(place, model + 1)))
    return reached.count - 1
  }
}

/// The range of some prices, apart from those of 0, for which policies are asked in any case.
private struct PriceSpan {
  private var least = Double.infinity, greatest = -Double.infinity

  @inline(__always)
  mutating func include(_ price: Double) {
    if price == 0 { return }
    least = min(least, price)
    greatest = max(greatest, price)
  }

  /// The range, whose lower end an interval does not include; all prices where there is none.
  var range: ClosedRange<Double> { least <= greatest ? least.nextDown...greatest : -.infinity ... .infinity }
}
