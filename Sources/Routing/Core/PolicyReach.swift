/// The answered sets, and their orders, that a policy can reach.
public enum PolicyReach: Sendable, Equatable {
  /// The first models of the pool, in order, up to a limit.
  case prefixes(upTo: Int)
  /// Any models in any order, up to a limit.
  case subsets(upTo: Int)
  /// The first of these models, in this order.
  case chain([Int])

  /// The most answered sets for which a policy file holds parameters.
  public static let setLimit = 4096

  /// The reachable answered sets, including the empty one, smaller ones first; `nil` if there are more than `setLimit`.
  public func sets(modelCount: Int) -> [ModelSet]? {
    switch self {
    case .prefixes(let depth): return (0...min(depth, modelCount)).map { ModelSet(0..<$0) }
    case .chain(let models): return (0...models.count).map { ModelSet(models[..<$0]) }
    case .subsets(let depth):
      var sets = [ModelSet()]
      var latest: [(set: ModelSet, next: Int)] = [(ModelSet(), 0)]
      for _ in 0..<min(depth, modelCount) {
        latest = latest.flatMap { set, next in (next..<modelCount).map { (set.adding($0), $0 + 1) } }
        sets += latest.map(\.set)
        if sets.count > Self.setLimit { return nil }
      }
      return sets
    }
  }

  /// The reachable answered sets, for parameters of `each`, such as "a regression".
  ///
  /// - Throws: `RoutingError.unsuitable` with a depth that is possible if there are more than `setLimit`.
  func sets(modelCount: Int, each: String, alternative: String = "") throws(RoutingError) -> [ModelSet] {
    if let sets = sets(modelCount: modelCount) { return sets }
    let depth = Self.depth(modelCount: modelCount, within: Self.setLimit) ?? 1
    throw .unsuitable(
      "policy",
      reason: "the strategy can reach more than \(Self.setLimit) sets of answers, with \(each) for each; "
        + "try: +max-depth=\(depth)\(alternative)")
  }

  /// The greatest size up to which a pool has at most `limit` sets, the empty one included; `nil` where it has no more in all.
  package static func depth(modelCount: Int, within limit: Int) -> Int? {
    var (depth, sets, ofThisSize) = (0, 1.0, 1.0)
    while depth < modelCount {
      ofThisSize *= Double(modelCount - depth) / Double(depth + 1)
      if sets + ofThisSize > Double(limit) { return depth }
      sets += ofThisSize
      depth += 1
    }
    return nil
  }

  /// Whether these models can have run in this order.
  public func admits(_ answered: [Int]) -> Bool {
    switch self {
    case .prefixes(let depth): answered.count <= depth && answered.indices.allSatisfy { answered[$0] == $0 }
    case .subsets(let depth): answered.count <= depth
    case .chain(let models): models.starts(with: answered)
    }
  }
}
