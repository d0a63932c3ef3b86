import Mathematics

/// The budgets of a sweep.
public enum Budgets: Sendable, Hashable {
  /// That many, evenly spaced, between the mean test costs of each pair of neighbouring hull models, both ends
  /// included.
  case perGap(Int)
  /// The same, and as many from the best hull model to the dearest model of all where that is another: the area under a
  /// frontier reaches to there, and who may run several models can buy quality that no single model has.
  case wholeRange(Int)
  /// That many, evenly spaced, from the cheapest model's mean test cost to the sum of all.
  case total(Int)
  /// The given ones.
  case list([Double])

  /// The budgets in ascending order without duplicates.
  ///
  /// - Parameter singles: mean test cost and quality of each model of the pool.
  public func values(singles: [(cost: Double, quality: Double)]) -> [Double] {
    switch self {
    case .list(let values): return values
    case .total(let count):
      return Self.spaced(count, from: singles.map(\.cost).min()!, to: singles.map(\.cost).sum)
    case .perGap(let count), .wholeRange(let count):
      var hull = Frontier.hull(cost: singles.map(\.cost), quality: singles.map(\.quality)).map { singles[$0].cost }
      if case .wholeRange = self, let dearest = singles.map(\.cost).max(),
        !Frontier.areEqual([hull.last!, dearest])
      {
        hull.append(dearest)
      }
      var values: [Double] = hull.count == 1 ? hull : []
      for (low, high) in zip(hull, hull.dropFirst()) {
        values += Self.spaced(count, from: low, to: high).dropFirst(values.isEmpty ? 0 : 1)
      }
      return values
    }
  }

  private static func spaced(_ count: Int, from low: Double, to high: Double) -> [Double] {
    if count == 1 { return [high] }
    return (0..<count).map { $0 == count - 1 ? high : low + (high - low) * Double($0) / Double(count - 1) }
  }
}
