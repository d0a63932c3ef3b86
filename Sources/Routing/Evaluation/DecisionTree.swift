/// The decisions about some queries at every price, as far as policies that differ only in their prices have reached
/// them.
///
/// A node is a query with an answered set. It holds a `PriceTable` whose verdicts lead to other nodes, and the outcome
/// of stopping there. Nodes are created when first reached; everything is stored in a few flat arrays.
struct DecisionTree: Sendable {
  /// A query with an answered set.
  struct Node: Sendable {
    /// The first 64 models of the answered set by their bits.
    fileprivate let answered: UInt64
    /// The true cost of all that ran.
    let cost: Double
    /// The true quality of the answer.
    let quality: Double
    /// The start of its table.
    let table: Int32
    /// The node from which it was first reached; -1 at the root.
    let parent: Int32
    /// The next node of the same query; -1 at the last.
    var sibling: Int32
    /// The last model on the path by which it was first reached; -1 at the root.
    let model: Int16
    /// The answering model; -1 while nothing has run.
    let answer: Int16
    /// The number of models that have run.
    let depth: Int16
    /// The number of models in the pool up to the last that has run.
    let place: Int16
  }

  /// The greatest number of models.
  static let modelLimit = SmallModelSet.capacity

  /// All nodes.
  private(set) var nodes: [Node] = []
  /// The answered set of each node where the pool has more than 64 models; else empty.
  private var wideSets: [SmallModelSet] = []
  /// The tables: the upper ends of price intervals, the last of each table +infinity.
  private var edges: [Double] = []
  /// For each interval the node it leads to, or a verdict: -1 to stop, -2 to ask the policy, -3 - m for a node, not
  /// created yet, where model m runs.
  private var targets: [Int32] = []
  /// The root of each query; -1 if there is none yet.
  private var roots: [Int32]

  /// An empty tree for `count` queries.
  init(count: Int) { roots = [Int32](repeating: -1, count: count) }

  /// The memory in use, in bytes.
  var size: Int {
    nodes.count * MemoryLayout<Node>.stride + wideSets.count * MemoryLayout<SmallModelSet>.stride + edges.count * 12
      + roots.count * 4
  }

  /// Removes everything but keeps the memory.
  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    wideSets.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    targets.removeAll(keepingCapacity: true)
    for query in roots.indices { roots[query] = -1 }
  }

  /// The root of `query`; negative if not created.
  @inline(__always)
  func root(of query: Int) -> Int { Int(roots[query]) }

  /// The direction at a price.
  enum Direction {
    case stop, ask
    /// Create the root.
    case begin
    /// Continue at that node.
    case node(Int)
    /// Run that model; the interval is to be linked to the new node.
    case run(Int, interval: Int)
  }

  /// Where `node` leads at `price`.
  @inline(__always)
  func direction(from node: Int, price: Double) -> Direction {
    var interval = Int(nodes[node].table)
    while edges[interval] < price { interval += 1 }
    let target = targets[interval]
    if target >= 0 { return .node(Int(target)) }
    if target == PriceTable.Verdict.stop.code { return .stop }
    return target == PriceTable.Verdict.undetermined.code ? .ask : .run(Int(-3 - target), interval: interval)
  }

  /// Links `interval` to `node`.
  @inline(__always)
  mutating func lead(_ interval: Int, to node: Int) { targets[interval] = Int32(node) }

  /// The answered set of `node`.
  @inline(__always)
  func answered(_ node: Int) -> SmallModelSet {
    wideSets.isEmpty ? SmallModelSet(firstWord: nodes[node].answered) : wideSets[node]
  }

  /// Calls `body` with each model of the answered set of `node`.
  @inline(__always)
  func forEachAnswered(_ node: Int, _ body: (Int) -> Void) {
    if !wideSets.isEmpty { return wideSets[node].forEach(body) }
    var bits = nodes[node].answered
    while bits != 0 {
      body(bits.trailingZeroBitCount)
      bits &= bits - 1
    }
  }

  /// The node of `query` with the given answered set, if it exists.
  func node(of query: Int, answered: SmallModelSet) -> Int? {
    var node = roots[query]
    let word = answered.firstWord
    while node >= 0 {
      let isEqual = nodes[Int(node)].answered == word && (wideSets.isEmpty || wideSets[Int(node)] == answered)
      if isEqual { return Int(node) }
      node = nodes[Int(node)].sibling
    }
    return nil
  }

  /// Creates a node and returns it.
  mutating func add(
    _ query: Int, _ belief: Belief, parent: Int?, cost: Double, answer: (model: Int, quality: Double)?,
    table: PriceTable
  ) -> Int {
    let index = nodes.count
    let root = roots[query]
    if belief.modelCount > 64 { wideSets.append(belief.answeredSet.small) }
    nodes.append(
      Node(
        answered: belief.answeredSet.firstWord, cost: cost, quality: answer?.quality ?? 0, table: Int32(edges.count),
        parent: Int32(parent ?? -1), sibling: root < 0 ? -1 : nodes[Int(root)].sibling,
        model: Int16(belief.answered.last ?? -1), answer: Int16(answer?.model ?? -1),
        depth: Int16(belief.answered.count), place: Int16((belief.answered.max() ?? -1) + 1)))
    if root < 0 { roots[query] = Int32(index) } else { nodes[Int(root)].sibling = Int32(index) }
    edges.append(contentsOf: table.edges)
    for verdict in table.verdicts { targets.append(verdict.code < 0 ? verdict.code : -3 - verdict.code) }
    return index
  }
}
