import Mathematics
import Routing

/// Theorem 3 without any cleverness: every set within the depth, one after the other. What the search is timed against
/// and checked with.
struct PlainSearch {
  private var points: [Double] = []
  /// Per model a row of Phi values, or of lanes.
  private var rows: [[Double]] = []
  private var weights: [Double] = []
  private var isCorrelated = false
  private let rule = GaussLegendre(count: 64)

  /// The best set of at most `depth` models with nothing run yet, by the cheap rule, and its trade-off.
  mutating func best(_ belief: Belief, lambda: Double, depth: Int) -> (models: [Int], tradeOff: Double) {
    isCorrelated = belief.covariance != nil
    if let covariance = belief.covariance { layOutLanes(belief, covariance) } else { layOutGrid(belief) }
    var best = (models: [Int](), tradeOff: -Double.infinity, cost: 0.0)
    var chosen: [Int] = []
    visit(from: 0, &chosen, belief, lambda, depth, &best)
    return (best.models, best.tradeOff)
  }

  private mutating func layOutGrid(_ belief: Belief) {
    let lows = zip(belief.quality, belief.sigma).map { $0 - 5 * $1 }.sorted()
    let end = zip(belief.quality, belief.sigma).map { $0 + 5 * $1 }.max() ?? 0
    let half = 0.5 * (end - lows[1])
    points = rule.nodes.map { lows[1] + half * (1 + $0) }
    weights = rule.weights.map { $0 * half }
    rows = zip(belief.quality, belief.sigma).map { mean, sigma in
      points.map { Normal.cumulative(($0 - mean) / sigma) }
    }
    points = [end]
  }

  private mutating func layOutLanes(_ belief: Belief, _ covariance: Covariance) {
    let count = belief.modelCount
    let lower = Cholesky.factor(covariance.matrix, size: count)
    let normals = NormalLanes.shared(count: 128, dimensions: count)
    rows = belief.quality.map { [Double](repeating: $0, count: 128) }
    for model in 0..<count {
      for dimension in 0...model {
        for lane in 0..<128 {
          let normal = normals.values[dimension * 16 + lane / 8][lane % 8]
          rows[model][lane] += lower[model * count + dimension] * normal
        }
      }
    }
  }

  private func visit(
    from first: Int, _ chosen: inout [Int], _ belief: Belief, _ lambda: Double, _ depth: Int,
    _ best: inout (models: [Int], tradeOff: Double, cost: Double)
  ) {
    for model in first..<belief.modelCount {
      chosen.append(model)
      var cost = 0.0
      for member in chosen { cost += belief.cost[member] }
      let tradeOff = quality(chosen, belief) - lambda * cost
      let (key, bestKey) = ((tradeOff * 1e6).rounded(), (best.tradeOff * 1e6).rounded())
      if key > bestKey || (key == bestKey && cost < best.cost) { best = (chosen, tradeOff, cost) }
      if chosen.count < depth { visit(from: model + 1, &chosen, belief, lambda, depth, &best) }
      chosen.removeLast()
    }
  }

  private func quality(_ models: [Int], _ belief: Belief) -> Double {
    if models.count == 1 { return belief.quality[models[0]] }
    var total = 0.0
    if isCorrelated {
      for lane in rows[0].indices {
        var greatest = -Double.infinity
        for model in models { greatest = max(greatest, rows[model][lane]) }
        total += greatest
      }
      return total / Double(rows[0].count)
    }
    for node in weights.indices {
      var product = weights[node]
      for model in models { product *= rows[model][node] }
      total += product
    }
    return points[0] - total
  }
}
