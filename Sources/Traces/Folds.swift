import Mathematics

/// Queries dealt into folds of about the same size, once or repeatedly: what serves a fold has seen the others only.
public struct Folds: Sendable, Equatable {
  /// The number of folds.
  public let count: Int
  /// The fold of each row, for each repeat.
  public let deals: [[Int]]

  /// The number of times that the rows are dealt.
  public var repeatCount: Int { deals.count }

  /// How many folds there can be: at least 3, because prices are tuned on one fold by estimates that have seen neither it
  /// nor the fold that is served.
  public static let counts = 3...50
  /// Twenty folds of fewer than 500 queries, so that what is measured has seen almost as many as what is fitted on all; but
  /// fewer where those would hold fewer than ten queries. Five folds of more, where time counts.
  public static func standardCount(of queries: Int) -> Int {
    min(queries < 500 ? 20 : 5, max(counts.lowerBound, queries / 10))
  }
  /// How often queries can be dealt.
  public static let repeatCounts = 1...100

  /// The rows of a fold of one repeat, ascending.
  public func rows(in fold: Int, of deal: Int) -> [Int] {
    let deal = deals[deal]
    return deal.indices.filter { deal[$0] == fold }
  }

  /// The rows outside two folds (or one, twice) of one repeat, ascending.
  public func rows(outside first: Int, _ second: Int, of deal: Int) -> [Int] {
    let deal = deals[deal]
    return deal.indices.filter { deal[$0] != first && deal[$0] != second }
  }

  /// Deals queries in the order of a hash of (seed, repeat, query id), group by group, so that every fold has its share
  /// of every group, whatever the order of the file.
  ///
  /// - Parameters:
  ///   - groups: the group of each query, or `nil` where there are none.
  ///   - ids: the name of the query of each row.
  /// - Throws: `TraceError.tooFewForFolds` where a fold would be empty, `TraceError.cancelled`.
  init(
    of ids: [String], groups: [String]?, count: Int, repeats: Int, seed: UInt64, task: TaskContext
  ) throws(TraceError) {
    precondition(Self.counts.contains(count), "from \(Self.counts.lowerBound) to \(Self.counts.upperBound) folds")
    if ids.count < count { throw .tooFewForFolds(queries: ids.count, folds: count) }
    let key = RandomKey(seed: seed, purpose: "folds")
    self.count = count
    deals = try (0..<repeats).map { deal throws(TraceError) in
      if task.isCancelled { throw .cancelled }
      let key = key.mixing(deal)
      let order = ids.indices.map { (group: groups?[$0] ?? "", rank: key.mixing(ids[$0]).bits, row: $0) }
        .sorted { ($0.group, $0.rank, $0.row) < ($1.group, $1.rank, $1.row) }
      var folds = [Int](repeating: 0, count: ids.count)
      for (place, query) in order.enumerated() { folds[query.row] = place % count }
      return folds
    }
  }
}
