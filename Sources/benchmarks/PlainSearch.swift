import Mathematics
import Routing

/// Theorem 3 without any cleverness: every set within the depth, one after the other, at every step of every query. What
/// the search and its memo are timed against and checked with.
struct PlainSearch {
  private var points: [Double] = []
  /// Per model a row of Phi values, or of lanes.
  private var rows: [[Double]] = []
  private var weights: [Double] = []
  private var isCorrelated = false
  private let rule = GaussLegendre(count: 64)

  /// The best set that contains what has run, of at most `depth` models, by the cheap rule, and its trade-off.
  mutating func best(_ belief: Belief, lambda: Double, depth: Int) -> (models: [Int], tradeOff: Double) {
    isCorrelated = belief.covariance != nil
    if let covariance = belief.covariance { layOutLanes(belief, covariance) } else { layOutGrid(belief) }
    var best = (models: [Int](), tradeOff: -Double.infinity, cost: 0.0)
    var chosen: [Int] = []
    if !belief.answered.isEmpty { weigh(chosen, belief, lambda, &best) }
    visit(from: 0, &chosen, belief, lambda, depth, &best)
    return (best.models, best.tradeOff)
  }

  /// The member of the best set with the greatest reservation value; `nil` where all of them have run.
  mutating func next(_ belief: Belief, lambda: Double, depth: Int) -> Int? {
    if belief.answered.count >= depth { return nil }
    let fresh = best(belief, lambda: lambda, depth: depth).models.filter { !belief.hasRun($0) }
    return Self.first(of: fresh, belief, lambda: lambda)
  }

  /// The index policy without any cleverness: all reservation values from their definition.
  static func indexNext(_ belief: Belief, lambda: Double) -> Int? {
    let fresh = (0..<belief.modelCount).filter { !belief.hasRun($0) }
    guard let first = first(of: fresh, belief, lambda: lambda) else { return nil }
    let hand = belief.answered.map { belief.quality[$0] }.max()
    return hand.map { $0 >= value(of: first, belief, lambda: lambda) } ?? false ? nil : first
  }

  private static func first(of models: [Int], _ belief: Belief, lambda: Double) -> Int? {
    models.map { (model: $0, value: value(of: $0, belief, lambda: lambda)) }
      .max { ($0.value, -belief.cost[$0.model], -$0.model) < ($1.value, -belief.cost[$1.model], -$1.model) }?.model
  }

  private static func value(of model: Int, _ belief: Belief, lambda: Double) -> Double {
    ReservationValue.gaussian(
      mean: belief.quality[model], sigma: belief.sigma[model], price: lambda * belief.cost[model])
  }

  private mutating func layOutGrid(_ belief: Belief) {
    let lows = zip(belief.quality, belief.sigma).map { $0 - 5 * $1 }.sorted()
    let start = belief.answered.map { belief.quality[$0] - 5 * belief.sigma[$0] }.max() ?? lows[1]
    let end = zip(belief.quality, belief.sigma).map { $0 + 5 * $1 }.max() ?? 0
    let half = 0.5 * (end - start)
    points = rule.nodes.map { start + half * (1 + $0) }
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
    for model in first..<belief.modelCount where !belief.hasRun(model) {
      chosen.append(model)
      weigh(chosen, belief, lambda, &best)
      if chosen.count + belief.answered.count < depth { visit(from: model + 1, &chosen, belief, lambda, depth, &best) }
      chosen.removeLast()
    }
  }

  private func weigh(
    _ chosen: [Int], _ belief: Belief, _ lambda: Double, _ best: inout (models: [Int], tradeOff: Double, cost: Double)
  ) {
    let models = belief.answered + chosen
    var cost = 0.0
    for member in models.sorted() { cost += belief.cost[member] }
    let tradeOff = quality(chosen, belief) - lambda * cost
    let (key, bestKey) = ((tradeOff * 1e6).rounded(), (best.tradeOff * 1e6).rounded())
    if key > bestKey || (key == bestKey && cost < best.cost) { best = (models, tradeOff, cost) }
  }

  private func quality(_ models: [Int], _ belief: Belief) -> Double {
    let hand = belief.answered.map { belief.quality[$0] }.max()
    if models.isEmpty { return hand ?? -.infinity }
    if models.count == 1 && hand == nil { return belief.quality[models[0]] }
    var total = 0.0
    if isCorrelated {
      for lane in rows[0].indices {
        var greatest = hand ?? -Double.infinity
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
