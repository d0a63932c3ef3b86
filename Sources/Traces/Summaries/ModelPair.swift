import Mathematics

/// How two models go together, over the queries that both have an outcome for.
public struct ModelPair: Sendable, Equatable {
  /// The two models by their place in the selection, the cheaper one first.
  public let first: Int, second: Int
  /// The number of queries that both have an outcome for; where it is 0, every share is not a number.
  public let count: Int
  /// The share of these on which both are equally good.
  public let agreement: Double
  /// The share on which the first is better, and that on which the second is.
  public let firstBetter: Double, secondBetter: Double
  /// Pearson's correlation of their quality; not a number where one does not vary.
  public let correlation: Double
  /// The mean of the better quality of the two: what a perfect choice between them gets.
  public let together: Double

  /// Every pair of the models of a selection: (0, 1), (0, 2), …, (1, 2), ….
  ///
  /// - Throws: `Cancelled`.
  public static func all(of selection: OutcomeSelection, work: Work) throws(Cancelled) -> [ModelPair] {
    let count = selection.modelCount
    return try work.chunks(of: count, size: 1) { rows in
      rows.flatMap { first in (first + 1..<count).map { ModelPair(first, $0, of: selection) } }
    }.flatMap(\.self)
  }

  /// Two models of a selection, by their places.
  public init(_ first: Int, _ second: Int, of selection: OutcomeSelection) {
    self.first = first
    self.second = second
    let (a, b) = (selection.quality[first], selection.quality[second])
    var (both, same, firstBetter, sumA, sumB, sumBest) = (0, 0, 0, 0.0, 0.0, 0.0)
    for index in a.indices where !a[index].isNaN && !b[index].isNaN {
      both += 1
      if a[index] == b[index] { same += 1 }
      if a[index] > b[index] { firstBetter += 1 }
      sumA += a[index]
      sumB += b[index]
      sumBest += max(a[index], b[index])
    }
    let total = Double(both)
    let (meanA, meanB) = (sumA / total, sumB / total)
    var (product, squareA, squareB) = (0.0, 0.0, 0.0)
    for index in a.indices where !a[index].isNaN && !b[index].isNaN {
      let (x, y) = (a[index] - meanA, b[index] - meanB)
      product += x * y
      squareA += x * x
      squareB += y * y
    }
    let scale = squareA.squareRoot() * squareB.squareRoot()
    count = both
    agreement = Double(same) / total
    self.firstBetter = Double(firstBetter) / total
    secondBetter = Double(both - same - firstBetter) / total
    correlation = scale > 0 ? product / scale : .nan
    together = sumBest / total
  }
}
