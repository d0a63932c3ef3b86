import Mathematics
import Traces

/// The paths of queries under a policy: which model runs first, what follows, where they stop.
///
/// Counted over served queries, in expectation over the draw between the tie rules.
public struct PathTree: Sendable {
  /// What happens at a branch.
  public enum Kind: Sendable, Hashable {
    /// The start of all queries.
    case start
    /// A model runs.
    case run(Int)
    /// No further model runs.
    case stop
    /// A number of rare branches, combined.
    case others(Int)
  }

  /// A branch with the queries that take it.
  public struct Node: Sendable {
    /// The label.
    public var kind: Kind
    /// The share of all queries that come here.
    public var share: Double
    /// The mean total cost of these queries.
    public var cost: Double
    /// The mean quality of their final answers.
    public var quality: Double
    /// The branches that follow, most frequent first; empty where all stop or where the tree was trimmed.
    public var children: [Node]
    /// The number of branches that were trimmed here.
    public var hiddenCount = 0
  }

  /// All queries.
  public var root: Node

  /// The tree of `tuned` on `rows`.
  public init(of tuned: TunedPolicy, on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) {
    var members: [Member] = []
    for part in tuned.parts(on: rows, of: fitted) {
      let gamma = part.tuned.gamma
      for (rule, share) in [(TieRule.lowestCost, 1 - gamma), (.highestCost, gamma)] where share > 0 {
        let paths = try part.tuned.policy.paths(part.rows, of: part.fitted, rule: rule, task: task)
        members += zip(part.rows, paths).map { row, path in
          Member(
            path: path, weight: part.share * share / Double(rows.count), cost: path.cost(row, of: fitted.data),
            quality: path.quality(row, of: fitted.data))
        }
      }
    }
    root = Self.node(.start, depth: 0, members)
  }

  private struct Member {
    var path: ServedPath
    var weight: Double
    var cost: Double
    var quality: Double
  }

  private static func node(_ kind: Kind, depth: Int, _ members: [Member]) -> Node {
    var groups: [Kind: [Member]] = [:]
    if kind != .stop {
      for member in members {
        groups[depth < member.path.ran.count ? .run(member.path.ran[depth]) : .stop, default: []].append(member)
      }
      if Set(groups.keys) == [.stop] { groups = [:] }
    }
    let children = groups.map { node($0.key, depth: depth + 1, $0.value) }
      .sorted { ($0.share, $1.kind.rank) > ($1.share, $0.kind.rank) }
    let share = members.map(\.weight).sum
    return Node(
      kind: kind, share: share, cost: members.map { $0.weight * $0.cost }.sum / share,
      quality: members.map { $0.weight * $0.quality }.sum / share, children: children)
  }

  /// The tree with about `count` branches, the most frequent ones; the others at each node are combined.
  public func trimmed(to count: Int) -> PathTree {
    let shares = root.shares.sorted(by: >)
    if shares.count <= count { return self }
    var least = shares[count - 1]
    // Fewer branches rather than many equally rare ones.
    if shares[count] == least { least = least.nextUp }
    var tree = self
    tree.root = root.trimmed(least: least)
    return tree
  }
}

extension PathTree.Kind {
  /// The order of equally frequent branches: stopping first, then by pool order.
  fileprivate var rank: Int {
    switch self {
    case .start, .stop: -1
    case .run(let model): model
    case .others: .max
    }
  }
}

extension PathTree.Node {
  fileprivate var shares: [Double] { [share] + children.flatMap(\.shares) }

  fileprivate func trimmed(least: Double) -> PathTree.Node {
    var node = self
    node.children = children.filter { $0.share >= least }.map { $0.trimmed(least: least) }
    let rest = children.filter { $0.share < least }
    if node.children.isEmpty {
      node.hiddenCount = rest.count
    } else if rest.count == 1 {
      node.children.append(rest[0].trimmed(least: .infinity))
    } else if !rest.isEmpty {
      let share = rest.map(\.share).sum
      node.children.append(
        PathTree.Node(
          kind: .others(rest.count), share: share, cost: rest.map { $0.share * $0.cost }.sum / share,
          quality: rest.map { $0.share * $0.quality }.sum / share, children: []))
    }
    return node
  }
}
