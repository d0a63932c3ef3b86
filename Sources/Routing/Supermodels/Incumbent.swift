/// The best candidate of a decision so far, by trade-off rounded to 6 decimals, then by the tie rule's cost, then fewer
/// models, then the smaller mask.
///
/// Costs are summed in pool order whatever order a search adds models in, so that equal sets have equal costs.
struct Incumbent {
  /// The best so far.
  private(set) var best = Candidate(models: ModelSet(), quality: -.infinity, cost: 0, tradeOff: -.infinity)
  private var key = -Double.infinity
  private let rule: TieRule
  private let lambda: Double
  /// How far below the best trade-off a bound must lie to show that a set cannot even tie.
  let slack: Double

  init(rule: TieRule, lambda: Double, slack: Double) {
    self.rule = rule
    self.lambda = lambda
    self.slack = slack
  }

  /// A set whose trade-off is below this can be dropped.
  @inline(__always)
  var threshold: Double { best.tradeOff - slack }

  /// Takes `models` if it beats the best so far; `tradeOff` may have been summed in another order.
  @inline(__always)
  mutating func offer(_ models: ModelSet, quality: Double, tradeOff: Double, costs: [Double]) {
    if tradeOff >= threshold { compare(models, quality: quality, costs: costs) }
  }

  private mutating func compare(_ models: ModelSet, quality: Double, costs: [Double]) {
    let other = Candidate(models, quality: quality, costs: costs, lambda: lambda)
    let otherKey = rounded(other.tradeOff)
    if otherKey < key || (otherKey == key && !isPreferred(other)) { return }
    best = other
    key = otherKey
  }

  private func isPreferred(_ other: Candidate) -> Bool {
    if best.models.isEmpty { return true }
    if other.cost != best.cost { return rule == .lowestCost ? other.cost < best.cost : other.cost > best.cost }
    let (count, bestCount) = (other.models.count, best.models.count)
    return count != bestCount ? count < bestCount : other.models < best.models
  }
}

extension Candidate {
  /// The candidate of these models at price `lambda`.
  init(_ models: ModelSet, quality: Double, costs: [Double], lambda: Double) {
    var cost = 0.0
    models.forEach { cost += costs[$0] }
    self.init(models: models, quality: quality, cost: cost, tradeOff: quality - lambda * cost)
  }
}

/// What one decision is asked.
struct SearchProblem {
  /// The price of this step.
  var lambda: Double
  /// Which of equal candidates is taken.
  var rule: TieRule
  /// How many models may be added to A.
  var additions: Int
  /// The models that may be added, ascending.
  var addable: [Int]
  /// How far below the best a bound must lie: the rounding to 6 decimals, the error of quadrature (only the bounds in
  /// closed form know of it), and rounding errors.
  var slack: Double
}
