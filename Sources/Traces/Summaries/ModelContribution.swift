import Mathematics

/// What a model adds to the cheaper ones, as shares of all queries of a selection. A query without an outcome counts as
/// unsolved.
public struct ModelContribution: Sendable, Equatable {
  /// The share of queries that it solves.
  public let solved: Double
  /// The share that it solves and no cheaper model does.
  public let gained: Double
  /// The share that a cheaper model solves and it does not.
  public let lost: Double
  /// The share that only it solves.
  public let alone: Double
  /// The share that it or a cheaper model solves.
  public let together: Double

  /// The contribution of each model of a selection, the cheapest first.
  ///
  /// - Parameters:
  ///   - selection: outcomes of some models on some queries.
  ///   - task: cancellation.
  ///   - isSolved: whether an answer of that quality counts as right.
  /// - Throws: `Cancelled`.
  public static func all(
    of selection: OutcomeSelection, task: TaskContext = .unobserved, isSolved: (Double) -> Bool
  ) throws(Cancelled) -> [ModelContribution] {
    var counts = [Int](repeating: 0, count: selection.queryCount)
    let solved = try selection.quality.map { quality throws(Cancelled) in
      try task.check()
      let solved = quality.map { !$0.isNaN && isSolved($0) }
      for query in counts.indices where solved[query] { counts[query] += 1 }
      return solved
    }
    var before = [Bool](repeating: false, count: selection.queryCount)
    return try solved.map { solved throws(Cancelled) in
      try task.check()
      func share(_ holds: (Int) -> Bool) -> Double {
        Double(selection.queries.indices.count(where: holds)) / Double(selection.queryCount)
      }
      defer { for query in before.indices where solved[query] { before[query] = true } }
      return ModelContribution(
        solved: share { solved[$0] }, gained: share { solved[$0] && !before[$0] },
        lost: share { !solved[$0] && before[$0] }, alone: share { solved[$0] && counts[$0] == 1 },
        together: share { solved[$0] || before[$0] })
    }
  }
}
