/// The best candidate of a decision so far, by trade-off rounded to 6 decimals, then by the tie rule's cost, then fewer
/// models, then the smaller mask.
///
/// Costs are always summed in pool order, so that equal sets have equal costs.
struct Incumbent {
  /// The best so far.
  private(set) var best = Candidate(models: ModelSet(), quality: -.infinity, cost: 0, tradeOff: -.infinity)
  private var key = -Double.infinity
  private let rule: TieRule
  private let lambda: Double
  /// How far below the best trade-off a bound must be to exclude a tie.
  let slack: Double

  init(rule: TieRule, lambda: Double, slack: Double) {
    self.rule = rule
    self.lambda = lambda
    self.slack = slack
  }

  /// Sets with a trade-off below this can be dropped.
  @inline(__always)
  var threshold: Double { best.tradeOff - slack }

  /// Updates the best with `models`; `tradeOff` may have been summed in another order.
  @inline(__always)
  mutating func offer(_ models: SmallModelSet, quality: Double, tradeOff: Double, costs: [Double]) {
    if tradeOff >= threshold { compare(models, quality: quality, costs: costs) }
  }

  private mutating func compare(_ models: SmallModelSet, quality: Double, costs: [Double]) {
    let other = Candidate(ModelSet(models), quality: quality, costs: costs, lambda: lambda)
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

/// The input of one decision.
struct SearchProblem {
  /// The price of this step.
  var lambda: Double
  /// Which of equal candidates is taken.
  var rule: TieRule
  /// The number of models that may be added to A.
  var additions: Int
  /// The models that may be added, ascending.
  var addable: [Int]
  /// The required distance of bounds from the best: the rounding to 6 decimals, the quadrature error (which matters for
  /// closed-form bounds), and rounding errors.
  var slack: Double

  /// The rounding to 6 decimals, the error of quadrature, which grows with the largest `sigma`, and rounding errors of sums
  /// of the size of `scale`.
  ///
  /// E[max] of many models may be off by more. But all sets of a decision are cut at the same ends, where the upper one lowers
  /// what a model adds and the lower one raises it by at most 5.4e-8 sigma, so a bound of the exact gain holds for the
  /// computed one.
  static func slack(sigma: Double, scale: Double) -> Double { 1.1e-6 + 3e-7 * sigma + 1e-13 * scale }
}
