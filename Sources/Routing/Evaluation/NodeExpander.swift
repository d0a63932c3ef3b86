import Mathematics
import Traces

/// Creates missing nodes of decision trees, with tables for some prices.
protocol NodeExpander {
  /// Creates the root of `query`.
  mutating func root(of query: Int, row: Int, prices: ClosedRange<Double>, in tree: inout DecisionTree) -> Int
  /// The node at which `model` has run too, created if needed.
  mutating func child(
    of node: Int, running model: Int, query: Int, row: Int, prices: ClosedRange<Double>, in tree: inout DecisionTree
  ) -> Int
  /// The next model of `variant` at a node where its price is in an undetermined interval; `nil` to stop.
  mutating func choice(of variant: PolicyVariant, at node: Int, row: Int, in tree: DecisionTree) -> Int?
  /// Notes that the trees have lost their nodes.
  mutating func forget()
}

extension NodeExpander {
  /// The root with a table for all prices.
  mutating func root(of query: Int, row: Int, in tree: inout DecisionTree) -> Int {
    root(of: query, row: row, prices: -.infinity ... .infinity, in: &tree)
  }

  /// The node with a table for all prices.
  mutating func child(of node: Int, running model: Int, query: Int, row: Int, in tree: inout DecisionTree) -> Int {
    child(of: node, running: model, query: query, row: row, prices: -.infinity ... .infinity, in: &tree)
  }
}

/// Creates nodes for policies of one kind.
struct PolicyNodeExpander<P: TabulatedPolicy>: NodeExpander {
  private let fitted: FittedTraces
  /// Any of the policies, for their common properties.
  private let common: P
  private var scratch: P.Scratch
  private var belief: Belief
  private var table = PriceTable()
  /// The node of `belief`, and its row.
  private var standing = (row: -1, node: -1)

  init(_ common: P, fitted: FittedTraces, task: TaskContext) {
    self.common = common
    self.fitted = fitted
    belief = Belief(modelCount: fitted.data.modelCount)
    scratch = common.makeScratch(modelCount: fitted.data.modelCount, task: task)
  }

  mutating func forget() { standing = (-1, -1) }

  mutating func root(of query: Int, row: Int, prices: ClosedRange<Double>, in tree: inout DecisionTree) -> Int {
    fitted.estimates.start(row, &belief)
    return add(query, row, parent: nil, prices, &tree)
  }

  mutating func child(
    of node: Int, running model: Int, query: Int, row: Int, prices: ClosedRange<Double>, in tree: inout DecisionTree
  ) -> Int {
    if let known = tree.node(of: query, answered: tree.answered(node).adding(model)) { return known }
    stand(at: node, row, tree)
    fitted.estimates.observe(model, row: row, &belief)
    return add(query, row, parent: node, prices, &tree)
  }

  mutating func choice(of variant: PolicyVariant, at node: Int, row: Int, in tree: DecisionTree) -> Int? {
    guard let policy = variant.policy as? P else { preconditionFailure("a policy of this kind") }
    stand(at: node, row, tree)
    var silent = SilentObserver()
    return policy.next(belief, row: row, rule: variant.rule, scratch: &scratch, observer: &silent)
  }

  /// Sets the belief to that of `node`, by the path by which it was first reached.
  private mutating func stand(at node: Int, _ row: Int, _ tree: DecisionTree) {
    var way: [Int] = []
    var place = node
    while standing != (row, place) && tree.nodes[place].parent >= 0 {
      way.append(Int(tree.nodes[place].model))
      place = Int(tree.nodes[place].parent)
    }
    if standing != (row, place) { fitted.estimates.start(row, &belief) }
    for model in way.reversed() { fitted.estimates.observe(model, row: row, &belief) }
    standing = (row, node)
  }

  /// Creates the node of `belief`.
  private mutating func add(
    _ query: Int, _ row: Int, parent: Int?, _ prices: ClosedRange<Double>, _ tree: inout DecisionTree
  ) -> Int {
    let data = fitted.data
    if belief.unanswered.isEmpty {
      table.fill(.stop)
    } else {
      common.tabulate(belief, prices: prices, scratch: &scratch, table: &table)
    }
    let answer = belief.answered.isEmpty ? nil : common.answer(belief)
    let node = tree.add(
      query, belief, parent: parent, cost: data.cost(of: belief.answeredSet, row: row),
      answer: answer.map { ($0, data.quality[row * data.modelCount + $0]) }, table: table)
    standing = (row, node)
    return node
  }
}

extension TabulatedPolicy {
  /// An expander for policies of this kind.
  func nodeExpander(_ fitted: FittedTraces, task: TaskContext) -> any NodeExpander {
    PolicyNodeExpander(self, fitted: fitted, task: task)
  }
}

extension Dataset {
  /// The true cost of all of `models` on `row`, summed in pool order, so that it does not depend on the order of runs.
  @inline(__always)
  func cost(of models: ModelSet, row: Int) -> Double {
    var total = 0.0
    models.forEach { total += cost[row * modelCount + $0] }
    return total
  }
}
