import Mathematics
import Routing
import Traces

/// Estimates in which every answer moves every estimate, whatever the order of answers; made up by hashing.
struct RandomBeliefs: QualityEstimates, CostEstimates {
  let key: RandomKey
  let modelCount: Int
  /// S(A) for each answered set, by its bits; independent estimates without.
  var covariances: [Covariance]?
  /// Whether a run reveals the truth.
  var isJudged = false

  func start(_ row: Int, _ belief: inout Belief) { write(row, &belief) }

  func observe(_ model: Int, row: Int, _ belief: inout Belief) { write(row, &belief) }

  func fitted(for reach: PolicyReach, task: TaskContext) throws(RoutingError) -> any FittedEstimator {
    throw .unsuitable("policy", reason: "made up for rows")
  }

  private func write(_ row: Int, _ belief: inout Belief) {
    let answered = belief.answered.sorted()
    for model in 0..<modelCount {
      let own = key.mixing(row).mixing(model)
      var quality = 0.2 + 0.6 * own.mixing("quality").uniform
      var cost = 0.0002 + 0.004 * own.mixing("cost").uniform * Double(model + 1)
      for other in answered {
        quality += 0.1 * own.mixing("answer").mixing(other).normal
        cost *= 0.8 + 0.4 * own.mixing("length").mixing(other).uniform
      }
      belief.quality[model] = isJudged ? min(max(quality, 0.01), 0.99) : quality
      belief.cost[model] = cost
      belief.sigma[model] = belief.hasRun(model) ? 0 : 0.2 + 0.3 * own.mixing("sigma").uniform
      if isJudged && belief.hasRun(model) { belief.quality[model] = (quality * 4).rounded() / 4 }
    }
    belief.covariance = covariances?[answered.reduce(0) { $0 | 1 << $1 }]
    belief.prospect = isJudged ? .truth(nil) : .normal
  }

  /// Covariances with a common factor among those that have not run.
  static func covariances(_ modelCount: Int) -> [Covariance] {
    (0..<1 << modelCount).map { answered in
      let cells = (0..<modelCount * modelCount).map { cell -> Double in
        let (i, j) = (cell / modelCount, cell % modelCount)
        if answered >> i & 1 == 1 || answered >> j & 1 == 1 { return 0 }
        return 0.1 * (i == j ? 1 : 0.5) / Double(1 + answered.nonzeroBitCount)
      }
      return Covariance(matrix: cells, modelCount: modelCount)
    }
  }

  /// A bench of made-up outcomes with these estimates; all rows but the first are the test part.
  func fittedTraces(rows: Int) throws -> FittedTraces {
    let queries = (0...rows).map { key.mixing("truth").mixing($0) }
    let data = try SmallTraces.parted(
      queries.map { query in (0..<modelCount).map { query.mixing("quality").mixing($0).uniform } },
      queries.map { query in (0..<modelCount).map { Double($0 + 1) + 0.5 * query.mixing("cost").mixing($0).uniform } },
      ["train"] + (0..<rows).map { _ in "test" })
    return FittedTraces(data: data, estimates: Estimates(quality: self, cost: self))
  }
}
