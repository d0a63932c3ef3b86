import Mathematics

/// Outcomes that stand in for missing ones, so that policies choose among all models on every query.
///
/// For a model that was not run on a query stands what it did on a similar one: one of the ten queries on which it was run
/// that are nearest in what is expected of its quality, drawn by lot (predictive mean matching; Little 1988). The whole
/// answer stands in, with its confidence and its text, but its cost is that expected on the query itself. What is expected is
/// that of `AdjustedOutcomes`: it follows from how the other models did on the query, from their confidences, and from its
/// group. The other query is one of the same part, or fold: an outcome that estimators or prices were fitted to would seem
/// easy to foresee.
public struct StandIns: Sendable {
  /// For each row and model, laid out like the tables of the dataset, the row whose outcome counts: itself where it has one.
  public let rows: [Int]
  /// The quality of each model on each row, that of the other row where its own is missing.
  public let quality: [Double]
  /// The cost of each model on each row, what is expected where it is missing.
  public let cost: [Double]

  /// How many queries are near, if that is no more than a fifth of those there are.
  private static let nearCount = 10

  /// What stands in for the missing outcomes of `data`.
  ///
  /// - Parameters:
  ///   - data: the rows with the outcomes that were recorded, at least one of each model.
  ///   - task: cancellation of the computation.
  /// - Throws: `TraceError.cancelled`.
  init(_ data: Dataset, task: TaskContext) throws(TraceError) {
    let (count, width) = (data.count, data.modelCount)
    var rows = (0..<count).flatMap { [Int](repeating: $0, count: width) }
    var (quality, cost) = (data.quality, data.cost)
    let costs = data.adjustedOutcomes(cost, .ratio).completed
    let expected = data.adjustedOutcomes(quality, .difference).expected
    let key = RandomKey(seed: 0, purpose: "stand-ins")
    let queries = (0..<count).map { key.mixing(data.queryID($0)) }
    for model in 0..<width where !expected[model].isEmpty {
      if task.isCancelled { throw .cancelled }
      let means = expected[model]
      let all = data.rows(of: model, among: Array(0..<count)).sorted {
        (means[$0], queries[$0].bits, $0) < (means[$1], queries[$1].bits, $1)
      }
      let name = RandomKey.digest(of: data.models[model].utf8)
      for part in data.unseenParts {
        let isInside = Set(part)
        let inside = all.filter(isInside.contains)
        let own = inside.isEmpty ? all : inside
        let ascending = own.map { means[$0] }
        for row in part where !data.isOffered(model, on: row) {
          let near = Self.near(means[row], in: ascending, count: max(1, min(Self.nearCount, own.count / 5)))
          let place = near.lowerBound + min(near.count - 1, Int(queries[row].mixing(name).uniform * Double(near.count)))
          rows[row * width + model] = own[place]
          quality[row * width + model] = data.quality[own[place] * width + model]
          cost[row * width + model] = max(0, costs[model][row])
        }
      }
    }
    self.rows = rows
    self.quality = quality
    self.cost = cost
  }

  /// The places of the values nearest to `value`: all that equal it, and as many more as make `count`.
  package static func near(_ value: Double, in ascending: [Double], count: Int) -> Range<Int> {
    var (low, high) = (ascending.partitioningIndex { $0 >= value }, ascending.partitioningIndex { $0 > value })
    while high - low < min(count, ascending.count) {
      let below = low > 0 ? value - ascending[low - 1] : .infinity
      let above = high < ascending.count ? ascending[high] - value : .infinity
      if below <= above { low -= 1 } else { high += 1 }
    }
    return low..<high
  }
}

extension Dataset {
  /// The rows of each part, or of each fold as they are dealt first, and those that are in none.
  fileprivate var unseenParts: [[Int]] {
    var place = [Int](repeating: 0, count: count)
    if let folds {
      for row in 0..<count { place[row] = folds.deals[0][row] }
    } else {
      for (index, rows) in [train, tune, test].enumerated() { for row in rows { place[row] = index + 1 } }
    }
    return Dictionary(grouping: 0..<count) { place[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }

}

extension TraceSet {
  /// The confidence of each model on each query, both by their places, column by column; NaN where none is recorded. `nil` where
  /// none is at all.
  package func confidences(of models: [Int], on queries: [Int]) -> [[Double]]? {
    guard case .numbers(let values)? = outcomeColumn("confidence")?.values else { return nil }
    return models.map { model in
      queries.map { query in
        let value = values[query * modelCount + model]
        return value.isFinite ? value : .nan
      }
    }
  }
}
