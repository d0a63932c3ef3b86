/// Tabulates the index policy: which model runs next at every price.
///
/// Where a run leaves one of finitely many estimates, a reservation value is the greatest of a few lines in the price, as the
/// trade-off of a set of models is one line; so the lines on or near the greatest of all, of the models and of what is in
/// hand, are found as the sets of cascade routing are.
public struct IndexTabulator: Sendable {
  private var frontier = SupermodelFrontier()
  private var overlay = VerdictOverlay()
  var hasTied = false
  /// For decisions that are not tabulated.
  var known: KnownReservations
  var leading = LeadingReservations()

  init(modelCount: Int) { known = KnownReservations(modelCount: modelCount) }

  /// A table is filled for prices of this share of what a unit of quality costs and more; below, the policy is asked.
  private static let leastShare = 1e-4

  /// Writes the decision of `policy` at every price; undetermined where it depends on the tie rule or reservation values are
  /// not lines.
  mutating func tabulate(
    _ policy: IndexPolicy, _ belief: Belief, _ prices: ClosedRange<Double>, into table: inout PriceTable
  ) {
    let room = policy.maxDepth.map { $0 - belief.answered.count } ?? .max
    if room <= 0 || belief.unanswered.isEmpty { return table.fill(.stop) }
    var (scale, dearest, total, isFree) = (0.0, 0.0, 0.0, false)
    belief.unanswered.forEach { model in
      scale += abs(belief.quality[model])
      dearest = max(dearest, belief.cost[model])
      total += abs(belief.cost[model])
      if belief.cost[model] <= 0 { isFree = true }
    }
    // What costs nothing is worth running at every price, which no line says.
    if isFree && room > 1 { return table.fill(.undetermined) }
    let margin = SupermodelFrontier.Margin(
      quality: SearchProblem.slack(sigma: 0, scale: scale), cost: 1e-13 * total)
    let leastPrice = max(dearest > 0 ? Self.leastShare / dearest : 1, prices.lowerBound)
    frontier.begin(prices: leastPrice...max(prices.upperBound, leastPrice), margin: margin)
    let hand = belief.answered.isEmpty ? nil : belief.quality[belief.bestAnswered]
    if let hand { frontier.offer(SmallModelSet(), quality: hand, cost: 0) }
    var areLines = true
    belief.unanswered.forEach { model in
      let (own, cost) = (SmallModelSet([model]), belief.cost[model])
      if room == 1 {
        frontier.offer(own, quality: belief.worth(of: model, over: hand), cost: cost)
      } else if areLines {
        areLines = belief.forEachReservationLine(of: model) { level, weight in
          frontier.offer(own, quality: level, cost: weight * cost)
        }
      }
    }
    if !areLines { return table.fill(.undetermined) }
    overlay.removeAll()
    for line in frontier.members {
      guard let range = frontier.range(of: line) else { continue }
      overlay.add(line.models.first.map { .run($0) } ?? .stop, from: range.from, to: range.to)
    }
    overlay.write(into: &table)
  }
}

extension IndexTabulator: TieNoting {}

extension IndexPolicy: TabulatedPolicy {
  package var terms: Int { maxDepth ?? .max }

  package func isTabulated(modelCount: Int) -> Bool { modelCount <= DecisionTree.modelLimit }

  /// Not for normal estimates, whose reservation values are curved.
  package func isTabulated(for fitted: FittedTraces) -> Bool {
    guard isTabulated(modelCount: fitted.data.modelCount), fitted.data.count > 0 else { return false }
    var belief = Belief(modelCount: fitted.data.modelCount)
    fitted.estimates.start(0, &belief)
    if case .normal = belief.prospect { return maxDepth == 1 }
    return true
  }

  package func price(after steps: Int) -> Double { lambda }

  package func tabulate(
    _ belief: Belief, prices: ClosedRange<Double>, scratch: inout IndexTabulator, table: inout PriceTable
  ) {
    scratch.tabulate(self, belief, prices, into: &table)
  }
}
