/// Turns the frontier of supermodels under one belief into decisions at every price.
struct PriceTableBuilder: Sendable {
  private var search = ParametricSearch()
  private var firstMember = LeadingModelIntervals()
  private var overlay = VerdictOverlay()
  private var prices = 1.0...Double.infinity
  private var margin = SupermodelFrontier.Margin(quality: 0, cost: 0)

  /// Chooses the prices of interest, of those given, and the margin for `belief`.
  mutating func begin(_ belief: Belief, _ prices: ClosedRange<Double>) {
    var (sigma, quality, cost, dearest) = (0.0, 0.0, 0.0, 0.0)
    for model in 0..<belief.modelCount {
      sigma = max(sigma, belief.sigma[model])
      quality += abs(belief.quality[model])
      cost += abs(belief.cost[model])
      dearest = max(dearest, belief.cost[model])
    }
    let least = max(dearest > 0 ? 1e-4 / dearest : 1, prices.lowerBound)
    self.prices = least...max(prices.upperBound, least)
    // The rounding to 6 decimals, the quadrature error, and rounding errors, as in `SearchProblem.slack`.
    margin = SupermodelFrontier.Margin(quality: SearchProblem.slack(sigma: sigma, scale: quality), cost: 1e-13 * cost)
  }

  /// Finds the frontier of `problem`.
  mutating func search<Values: ExpectedMaxEvaluator>(
    _ belief: Belief, _ problem: SearchProblem, _ values: inout Values
  ) {
    search.search(
      belief, addable: problem.addable, room: problem.additions, prices: prices, margin: margin,
      values: &values)
  }

  /// Finds the frontier of the prefixes of the pool.
  mutating func search<Values: ExpectedMaxEvaluator>(_ belief: Belief, _ prefixes: Prefixes, _ values: inout Values) {
    search.search(belief, prefixes, prices: prices, margin: margin, values: &values)
  }

  /// Takes sets that have been evaluated.
  mutating func search(_ belief: Belief, _ sets: [(models: ModelSet, quality: Double)]) {
    search.take(sets, belief, prices: prices, margin: margin)
  }

  /// Writes the decisions: stop where A itself is best, else run the member of the best set with the greatest
  /// reservation value, or with the lowest index.
  mutating func write(into table: inout PriceTable, _ belief: Belief, takesLowest: Bool) {
    if search.isIncomplete { return table.fill(.undetermined) }
    overlay.removeAll()
    let answered = belief.answeredSet.small
    for member in search.frontier.members {
      guard let range = search.frontier.range(of: member) else { continue }
      let fresh = member.models.subtracting(answered)
      guard let lowest = fresh.first else {
        overlay.add(.stop, from: range.from, to: range.to)
        continue
      }
      if takesLowest {
        overlay.add(.run(lowest), from: range.from, to: range.to)
      } else {
        var from = range.from
        firstMember.split(fresh, belief, from: range.from, to: range.to) { first, end in
          overlay.add(first.map { .run($0) } ?? .undetermined, from: from, to: end)
          from = end
        }
      }
    }
    overlay.write(into: &table)
  }
}
