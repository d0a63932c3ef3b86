import Mathematics

/// For each model the mean of its quality's correlations with that of the other models, over common queries.
///
/// A correlation that is undefined, because a model is constant or two have no query in common, is left out.
public enum MeanCorrelations {
  /// One number per model; NaN where there is nothing to average.
  ///
  /// Where every model has every outcome, the correlations of one with all others sum to the product of its standardised
  /// quality with the sum of theirs, so that pairs need not be formed.
  ///
  /// - Throws: `Cancelled`.
  public static func all(of selection: OutcomeSelection, task: TaskContext) throws(Cancelled) -> [Double] {
    let hasHoles = selection.quality.contains { $0.contains(where: \.isNaN) }
    return hasHoles ? try ofPairs(of: selection, task: task) : ofSums(of: selection)
  }

  private static func ofSums(of selection: OutcomeSelection) -> [Double] {
    let directions = selection.quality.map(direction)
    let varying = directions.count { !$0.isEmpty }
    var sum = [Double](repeating: 0, count: selection.queryCount)
    for direction in directions {
      for (query, value) in direction.enumerated() { sum[query] += value }
    }
    return directions.map { own in
      own.isEmpty || varying < 2 ? .nan : (zip(own, sum).map { $0 * $1 }.sum - 1) / Double(varying - 1)
    }
  }

  /// The values less their mean, scaled to length 1; empty where they are constant.
  private static func direction(_ values: [Double]) -> [Double] {
    if !values.varies { return [] }
    let mean = values.mean
    let length = values.map { ($0 - mean) * ($0 - mean) }.sum.squareRoot()
    return length > 0 ? values.map { ($0 - mean) / length } : []
  }

  private static func ofPairs(of selection: OutcomeSelection, task: TaskContext) throws(Cancelled) -> [Double] {
    var sums = [(total: Double, count: Int)](repeating: (0, 0), count: selection.modelCount)
    for pair in try ModelPair.all(of: selection, task: task) where !pair.correlation.isNaN {
      for model in [pair.first, pair.second] {
        sums[model].total += pair.correlation
        sums[model].count += 1
      }
    }
    return sums.map { $0.count == 0 ? .nan : $0.total / Double($0.count) }
  }
}
