import Mathematics
import Traces

/// Creates missing nodes of decision trees.
protocol NodeExpander {
  /// Creates the root of `query`.
  mutating func root(of query: Int, row: Int, in tree: inout DecisionTree) -> Int
  /// The node at which `model` has run too, created if needed.
  mutating func child(of node: Int, running model: Int, query: Int, row: Int, in tree: inout DecisionTree) -> Int
  /// The next model of `variant` at a node where its price is in an undetermined interval; `nil` to stop.
  mutating func ask(_ variant: PolicyVariant, at node: Int, query: Int, row: Int, in tree: inout DecisionTree) -> Int?
  /// Notes that the trees have lost their nodes.
  mutating func forget()
}

/// Creates nodes for policies of one kind.
struct PolicyNodeExpander<P: TabulatedPolicy>: NodeExpander {
  private let fitted: FittedTraces
  /// Any of the policies, for their common properties.
  private let common: P
  /// The prices that are asked about.
  private let prices: ClosedRange<Double>
  private var scratch: P.Scratch
  private var belief: Belief
  private var table = PriceTable()
  /// The node of `belief`, and its row.
  private var standing = (row: -1, node: -1)

  init(_ common: P, prices: ClosedRange<Double>, fitted: FittedTraces, task: TaskContext) {
    self.common = common
    self.prices = prices
    self.fitted = fitted
    belief = Belief(modelCount: fitted.data.modelCount)
    scratch = common.makeScratch(modelCount: fitted.data.modelCount, task: task)
  }

  mutating func forget() { standing = (-1, -1) }

  mutating func root(of query: Int, row: Int, in tree: inout DecisionTree) -> Int {
    fitted.estimates.start(row, &belief)
    return add(query, row, parent: nil, &tree)
  }

  mutating func child(of node: Int, running model: Int, query: Int, row: Int, in tree: inout DecisionTree) -> Int {
    if let known = tree.node(of: query, answered: tree.answered(node).adding(model)) { return known }
    stand(at: node, row, tree)
    fitted.estimates.observe(model, row: row, &belief)
    return add(query, row, parent: node, &tree)
  }

  mutating func ask(_ variant: PolicyVariant, at node: Int, query: Int, row: Int, in tree: inout DecisionTree) -> Int? {
    guard let policy = variant.policy as? P else { preconditionFailure("a policy of this kind") }
    stand(at: node, row, tree)
    var silent = SilentObserver()
    let next = policy.next(belief, row: row, rule: variant.rule, scratch: &scratch, observer: &silent)
    return next.map { child(of: node, running: $0, query: query, row: row, in: &tree) }
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
  private mutating func add(_ query: Int, _ row: Int, parent: Int?, _ tree: inout DecisionTree) -> Int {
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
  func nodeExpander(
    _ fitted: FittedTraces, prices: ClosedRange<Double>, task: TaskContext
  ) -> any NodeExpander {
    PolicyNodeExpander(self, prices: prices, fitted: fitted, task: task)
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
