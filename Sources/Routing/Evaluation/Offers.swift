import Traces

// Where a model has no outcome it cannot run. A policy that is bound to a model then runs the one nearest to it in pool
// order, the cheaper of two.

extension Dataset {
  /// The models offered on each row; `nil` where all are on all, as in a log, whose policies choose among all.
  var offers: [ModelSet]? {
    isComplete || isLog
      ? nil : (0..<count).map { row in ModelSet(models.indices.lazy.filter { isOffered($0, on: row) }) }
  }

  /// The mean of `table` (laid out like `quality`) over `rows`, per model, with the model that runs in its place where it is
  /// not offered.
  func servedMeans(of table: [Double], over rows: [Int]) -> [Double] {
    guard let offers else { return means(of: table, over: rows) }
    var sums = [Double](repeating: 0, count: modelCount)
    for row in rows {
      for model in 0..<modelCount { sums[model] += table[row * modelCount + offers[row].nearest(to: model)] }
    }
    return sums.map { $0 / Double(rows.count) }
  }
}
