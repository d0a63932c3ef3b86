import Mathematics

/// The choice among price vectors whose outcomes on the tuning part are known: the first is the constant one.
///
/// Each fifth of the rows in turn is left out; the vector with the highest quality within the budget on the others is
/// chosen, and its gain over the constant one is measured on the fifth, less the worth of its cost over the budget. The
/// search is accepted only if the mean gain, over several divisions of the rows into fifths, exceeds one standard
/// error, and if the best vector on either half of the rows also wins on the other half.
struct PriceSearch {
  static let foldCount = 5
  static let dealCount = 4

  /// The fold of each row in each division.
  let deals: [[Int]]
  /// The half of each row, 0 or 1.
  let halves: [Int]
  /// The outcomes of each vector over all rows; the constant one first.
  let outcomes: [Outcomes]
  /// The bound on the mean cost.
  let budget: Double

  /// The vector that replaces the constant one; `nil` where none is significantly better.
  func winner(_ task: TaskContext) throws(Cancelled) -> Int? {
    let rows = outcomes[0].cost.indices
    // The worth of a unit of cost: the mean quality per mean cost of the constant vector.
    let worth = outcomes[0].meanQuality / max(outcomes[0].meanCost, .leastNormalMagnitude)
    let meanCosts = outcomes.map(\.meanCost)
    var gains = [Double](repeating: 0, count: rows.count)
    var sums = FoldSums()
    for deal in deals {
      sums = try FoldSums(outcomes, deal: deal, task: task)
      for fold in 0..<Self.foldCount {
        let best = best(sums, without: fold)
        let excess = max(0, meanCosts[best] - max(budget, meanCosts[0]))
        for row in rows where deal[row] == fold {
          let gain = outcomes[best].quality[row] - outcomes[0].quality[row] - worth * excess
          gains[row] += gain / Double(deals.count)
        }
      }
    }
    guard gains.mean > gains.standardDeviation / Double(gains.count).squareRoot(),
      try winsOnEitherHalf(worth, task)
    else { return nil }
    let best = best(sums, without: nil)
    return best == 0 || meanCosts[best] > budget ? nil : best
  }

  /// Whether the best vector on each half of the rows gains on the other.
  private func winsOnEitherHalf(_ worth: Double, _ task: TaskContext) throws(Cancelled) -> Bool {
    let sums = try FoldSums(outcomes, deal: halves, task: task)
    return (0...1).allSatisfy { half in
      let best = best(sums, without: half)
      let (own, constant) = (sums.means(of: best, on: half), sums.means(of: 0, on: half))
      let excess = max(0, own.cost - max(budget, constant.cost))
      return own.quality - constant.quality > worth * excess
    }
  }

  /// The vector preferred by the reference objective: quality less (q0 / c0) times the cost over the constant one.
  static func referenceBest(_ outcomes: [Outcomes]) -> Int {
    let (cost, quality) = (outcomes[0].meanCost, outcomes[0].meanQuality)
    func worth(_ outcomes: Outcomes) -> Double {
      outcomes.meanQuality - (cost > 0 ? quality / cost * max(0, outcomes.meanCost - cost) : 0)
    }
    return outcomes.indices.max { (worth(outcomes[$0]), $1) < (worth(outcomes[$1]), $0) } ?? 0
  }

  /// The vector with the highest mean quality among those within the budget, on all rows but those of a fold.
  ///
  /// Where the constant one exceeds the budget on these rows, its own cost is the bound.
  private func best(_ sums: FoldSums, without fold: Int?) -> Int {
    let constant = sums.means(of: 0, without: fold)
    let bound = max(budget, constant.cost)
    var (best, bestQuality) = (0, constant.quality)
    for index in outcomes.indices.dropFirst() {
      let means = sums.means(of: index, without: fold)
      if means.quality > bestQuality && means.cost <= bound { (best, bestQuality) = (index, means.quality) }
    }
    return best
  }
}

/// Cost and quality of price vectors summed over the rows of each fold.
private struct FoldSums {
  private var cost: [Double] = []
  private var quality: [Double] = []
  private var counts = [Double](repeating: 0, count: PriceSearch.foldCount)

  init() {}

  init(_ outcomes: [Outcomes], deal: [Int], task: TaskContext) throws(Cancelled) {
    for fold in deal { counts[fold] += 1 }
    let foldCount = counts.count
    let sums = try task.untold.chunks(of: outcomes.count, size: 1) { places in
      let outcomes = outcomes[places.lowerBound]
      var sums = (cost: [Double](repeating: 0, count: foldCount), quality: [Double](repeating: 0, count: foldCount))
      for row in deal.indices {
        sums.cost[deal[row]] += outcomes.cost[row]
        sums.quality[deal[row]] += outcomes.quality[row]
      }
      return sums
    }
    cost = sums.flatMap(\.cost)
    quality = sums.flatMap(\.quality)
  }

  /// The means over all folds but one.
  func means(of index: Int, without fold: Int?) -> (cost: Double, quality: Double) {
    means(of: index) { $0 != fold }
  }

  /// The means over one fold.
  func means(of index: Int, on fold: Int) -> (cost: Double, quality: Double) { means(of: index) { $0 == fold } }

  private func means(of index: Int, _ isCounted: (_ fold: Int) -> Bool) -> (cost: Double, quality: Double) {
    var (costs, qualities, count) = (0.0, 0.0, 0.0)
    for other in counts.indices where isCounted(other) {
      costs += cost[index * counts.count + other]
      qualities += quality[index * counts.count + other]
      count += counts[other]
    }
    return (costs / count, qualities / count)
  }
}
