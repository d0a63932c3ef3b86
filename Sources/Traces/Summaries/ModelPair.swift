import Mathematics

/// How two models compare on the queries for which both have an outcome.
public struct ModelPair: Sendable, Equatable {
  /// The two models by their place in the selection, the cheaper one first.
  public let first: Int, second: Int
  /// The number of queries with outcomes of both; where it is 0, every share is NaN.
  public let count: Int
  /// The share on which both are equally good.
  public let agreement: Double
  /// The shares on which the first, and the second, is better.
  public let firstBetter: Double, secondBetter: Double
  /// Pearson's correlation of their quality; NaN where either is constant.
  public let correlation: Double
  /// The mean quality of the better of the two: what a perfect choice between them attains.
  public let together: Double

  /// Every pair of the models of a selection: (0, 1), (0, 2), …, (1, 2), ….
  ///
  /// - Throws: `Cancelled`.
  public static func all(of selection: OutcomeSelection, task: TaskContext) throws(Cancelled) -> [ModelPair] {
    let count = selection.modelCount
    return try task.chunks(of: count, size: 1) { rows in
      rows.flatMap { first in (first + 1..<count).map { ModelPair(first, $0, of: selection) } }
    }.flatMap(\.self)
  }

  /// Two models of a selection, by their places.
  public init(_ first: Int, _ second: Int, of selection: OutcomeSelection) {
    self.first = first
    self.second = second
    var (x, y) = (selection.quality[first], selection.quality[second])
    if x.contains(where: \.isNaN) || y.contains(where: \.isNaN) {
      let both = x.indices.filter { !x[$0].isNaN && !y[$0].isNaN }
      (x, y) = (both.map { x[$0] }, both.map { y[$0] })
    }
    var (same, firstBetter, sumBest) = (0, 0, 0.0)
    for (x, y) in zip(x, y) {
      if x == y { same += 1 }
      if x > y { firstBetter += 1 }
      sumBest += max(x, y)
    }
    let total = Double(x.count)
    count = x.count
    agreement = Double(same) / total
    self.firstBetter = Double(firstBetter) / total
    secondBetter = Double(x.count - same - firstBetter) / total
    correlation = x.correlation(with: y)
    together = sumBest / total
  }
}
