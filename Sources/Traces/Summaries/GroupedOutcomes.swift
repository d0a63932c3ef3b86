import Mathematics

/// Mean outcomes per group of queries.
public struct GroupedOutcomes: Sendable {
  /// The mean outcome of one model on the queries of a group.
  public struct Mean: Sendable, Equatable {
    /// The number of queries with an outcome.
    public var count: Int
    /// Their mean quality; NaN for none.
    public var quality: Double
    /// Their mean cost; NaN for none.
    public var cost: Double

    /// The means of `count` outcomes.
    public init(count: Int, quality: Double, cost: Double) {
      self.count = count
      self.quality = quality
      self.cost = cost
    }
  }

  /// One group.
  public struct Group: Sendable {
    /// The number of its queries.
    public var count: Int
    /// Each model of the selection, cheapest first.
    public var models: [Mean]
    /// The cheapest among the best answers to each query.
    public var oracle: Mean
    /// The model with the highest mean quality (ties: the cheapest); `nil` without outcomes.
    public var best: Int? {
      models.indices.filter { !models[$0].quality.isNaN }.max { (models[$0].quality, $1) < (models[$1].quality, $0) }
    }
  }

  /// The groups in order.
  public let groups: [Group]

  /// - Parameters:
  ///   - selection: outcomes of some models on some queries.
  ///   - codes: the group of each query of the selection, from 0.
  ///   - count: the number of groups.
  ///   - task: cancellation.
  /// - Throws: `Cancelled`.
  public init(
    _ selection: OutcomeSelection, codes: [Int], count: Int, task: TaskContext = .unobserved
  ) throws(Cancelled) {
    var members = [[Int]](repeating: [], count: count)
    for (query, code) in codes.enumerated() { members[code].append(query) }
    func mean(_ outcomes: [(quality: Double, cost: Double)]) -> Mean {
      let known = outcomes.filter { !$0.quality.isNaN }
      return Mean(count: known.count, quality: known.map(\.quality).mean, cost: known.map(\.cost).mean)
    }
    groups = try members.map { queries throws(Cancelled) in
      Group(
        count: queries.count,
        models: try (0..<selection.modelCount).map { model throws(Cancelled) in
          try task.check()
          return mean(queries.map { (selection.quality[model][$0], selection.cost[model][$0]) })
        },
        oracle: mean(
          queries.compactMap { query in
            selection.winner(of: query).map { (selection.quality[$0][query], selection.cost[$0][query]) }
          }))
    }
  }
}

extension OutcomeSelection {
  /// The cheapest of the models that are best on a query (by its place in `queries`); `nil` without outcomes.
  public func winner(of query: Int) -> Int? {
    (0..<modelCount).filter { !quality[$0][query].isNaN }
      .min { (-quality[$0][query], cost[$0][query], $0) < (-quality[$1][query], cost[$1][query], $1) }
  }
}
