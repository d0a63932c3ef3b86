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
  public static func all(of selection: OutcomeSelection) -> [ModelPair] {
    (0..<selection.modelCount).flatMap { first in
      (first + 1..<selection.modelCount).map { ModelPair(first, $0, of: selection) }
    }
  }

  /// Two models of a selection, by their places.
  public init(_ first: Int, _ second: Int, of selection: OutcomeSelection) {
    self.first = first
    self.second = second
    var a: [Double] = []
    var b: [Double] = []
    for (x, y) in zip(selection.quality[first], selection.quality[second]) where !x.isNaN && !y.isNaN {
      a.append(x)
      b.append(y)
    }
    func share(_ holds: (Double, Double) -> Bool) -> Double {
      Double(a.indices.count { holds(a[$0], b[$0]) }) / Double(a.count)
    }
    count = a.count
    agreement = share(==)
    firstBetter = share(>)
    secondBetter = share(<)
    correlation = a.correlation(with: b)
    together = zip(a, b).map { max($0, $1) }.mean
  }
}
