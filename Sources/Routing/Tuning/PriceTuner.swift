import Mathematics
import Synchronization
import Traces

/// Chooses the prices (or thresholds) of a strategy for a budget on the tuning part (method, section 6).
///
/// First one price for all steps, by bisection under the cheap rule; then, where it pays, one price per step; then gamma,
/// by which the dear rule uses up what is left of the budget. Estimates only drive the decisions: cost and quality are
/// the true ones.
struct PriceTuner: Tuner {
  /// What is tuned: how the policy follows from one price per step, higher prices being cheaper.
  struct Family: Sendable {
    /// The number of steps that have a price.
    var stepCount: Int
    /// The prices between which to look; the upper one is doubled until it meets the budget.
    var range: ClosedRange<Double>
    /// A price moved by a standard normal value, for the search step by step.
    var moved: @Sendable (_ price: Double, _ normal: Double) -> Double
    /// Whether a tie can be mixed by gamma.
    var hasTies: Bool
    /// The policy at some prices.
    var policy: @Sendable (_ prices: [Double]) -> any Policy
    /// Writes the prices into what is reported.
    var describe: @Sendable (inout TunedPolicy, _ prices: [Double]) -> Void
  }

  private let family: Family
  private let bench: Bench
  private let rows: [Int]
  private let folds: [Int]
  private let key: RandomKey
  private let known = Known()

  /// Outcomes of constant prices over all rows, kept between budgets.
  private final class Known: Sendable {
    let outcomes = Mutex<[Double: Outcomes]>([:])
  }

  init(_ family: Family, bench: Bench, seed: UInt64 = 0) {
    self.family = family
    self.bench = bench
    rows = bench.data.tuningRows
    key = RandomKey(seed: seed, purpose: "price search")
    let key = RandomKey(seed: seed, purpose: "price folds")
    folds = rows.map { Int(key.mixing(bench.data.queryID($0)).bits % UInt64(PriceSearch.foldCount)) }
  }

  func policy(budget: Double?, work: Work) throws(RoutingError) -> TunedPolicy {
    guard let budget else { return tuned(constant(family.range.lowerBound), budget: nil) }
    let constantPrice = try bisect(budget, work)
    if !constantPrice.isReachable {
      return tuned(constant(constantPrice.price), budget: budget, isReachable: false)
    }
    let prices = try search(from: constantPrice.price, budget, work)
    var result = tuned(prices, budget: budget)
    if family.hasTies {
      let cheap = try outcomes(prices, rule: .cheap, work).meanCost
      let dear = try outcomes(prices, rule: .dear, work).meanCost
      if prices.contains(where: { $0 > 0 }) { result.gamma = tieWeight(budget: budget, cheap: cheap, dear: dear) }
    }
    return result
  }

  private func constant(_ price: Double) -> [Double] { [Double](repeating: price, count: family.stepCount) }

  private func tuned(_ prices: [Double], budget: Double?, isReachable: Bool = true) -> TunedPolicy {
    var result = TunedPolicy(policy: family.policy(prices), budget: budget, isReachable: isReachable)
    family.describe(&result, prices)
    return result
  }

  private func outcomes(_ prices: [Double], rule: TieRule, _ work: Work) throws(RoutingError) -> Outcomes {
    try family.policy(prices).outcomes(on: rows, of: bench, rule: rule, work: work)
  }

  private func knownOutcomes(_ price: Double, _ work: Work) throws(RoutingError) -> Outcomes {
    if let outcomes = known.outcomes.withLock({ $0[price] }) { return outcomes }
    let outcomes = try outcomes(constant(price), rule: .cheap, work)
    known.outcomes.withLock { $0[price] = outcomes }
    return outcomes
  }

  /// The price for all steps that just meets the budget under the cheap rule.
  ///
  /// Cost need not fall everywhere as the price rises; the bracket (over the budget, within it) holds all the same. Rows
  /// with the same outcome at both ends are not replayed in between; should that have hidden a change, the bracket is
  /// halved again with all rows.
  private func bisect(_ budget: Double, _ work: Work) throws(RoutingError) -> (price: Double, isReachable: Bool) {
    var low = family.range.lowerBound
    if try knownOutcomes(low, work).meanCost <= budget { return (low, true) }
    var high = family.range.upperBound
    var doublings = 0
    while try knownOutcomes(high, work).meanCost > budget {
      if doublings == 60 { return (high, false) }
      doublings += 1
      low = high
      high = high > 0 ? high * 2 : high + (family.range.upperBound - family.range.lowerBound)
    }
    let price = try halve(low, high, budget, skipsSettledRows: true, work)
    if try outcomes(constant(price), rule: .cheap, work).meanCost <= budget { return (price, true) }
    return (try halve(low, high, budget, skipsSettledRows: false, work), true)
  }

  private func halve(
    _ low: Double, _ high: Double, _ budget: Double, skipsSettledRows: Bool, _ work: Work
  ) throws(RoutingError) -> Double {
    var (low, high) = (low, high)
    var atLow = try knownOutcomes(low, work)
    var atHigh = try knownOutcomes(high, work)
    for step in 0..<60 where high - low > 1e-12 * max(abs(low), abs(high)) {
      let middle = low + (high - low) / 2
      var atMiddle: Outcomes
      if step < 8 || !skipsSettledRows {
        atMiddle = try knownOutcomes(middle, work)
      } else {
        let open = rows.indices.filter {
          atLow.cost[$0] != atHigh.cost[$0] || atLow.quality[$0] != atHigh.quality[$0]
        }
        let replayed = try family.policy(constant(middle)).outcomes(
          on: open.map { rows[$0] }, of: bench, rule: .cheap, work: work)
        atMiddle = atHigh
        for (index, row) in open.enumerated() {
          atMiddle.cost[row] = replayed.cost[index]
          atMiddle.quality[row] = replayed.quality[index]
        }
      }
      if atMiddle.meanCost <= budget { (high, atHigh) = (middle, atMiddle) } else { (low, atLow) = (middle, atMiddle) }
    }
    return high
  }

  /// The prices step by step, where they are better than `price` by more than chance; else `price` for all steps.
  private func search(from price: Double, _ budget: Double, _ work: Work) throws(RoutingError) -> [Double] {
    let start = constant(price)
    guard family.stepCount > 1, rows.count >= 4 * PriceSearch.foldCount else { return start }
    var candidates: [[Double]] = []
    for index in 0..<PriceSearch.candidateCount {
      let key = key.mixing(index)
      candidates.append(start.indices.map { family.moved(price, key.mixing($0).normal) })
    }
    var outcomes: [Outcomes] = [try self.outcomes(start, rule: .cheap, work)]
    for candidate in candidates { outcomes.append(try self.outcomes(candidate, rule: .cheap, work)) }
    let search = PriceSearch(folds: folds, outcomes: outcomes, price: price, budget: budget)
    guard let winner = search.winner else { return start }
    return candidates[winner - 1]
  }
}

/// The choice among price vectors whose outcomes on the tuning part are known: the first is the constant one.
///
/// A vector is worth its quality less what it costs over the budget, at the price that quality has along the mixtures of
/// what was tried. In turn each fold is left out, the best vector on the others is taken, and its gain over the constant
/// one is measured on the fold; the search is believed only if the gain over all folds exceeds one standard error.
struct PriceSearch {
  static let foldCount = 5
  static let candidateCount = 32

  private let folds: [Int]
  private let outcomes: [Outcomes]
  private let budget: Double
  /// What a unit of cost is worth in quality: the mean quality per mean cost of the constant vector.
  private let worth: Double

  init(folds: [Int], outcomes: [Outcomes], price: Double, budget: Double) {
    self.folds = folds
    self.outcomes = outcomes
    self.budget = budget
    worth = outcomes[0].meanQuality / max(outcomes[0].meanCost, .leastNormalMagnitude)
  }

  /// The vector to take in the place of the constant one; `nil` where none is better by more than chance.
  var winner: Int? {
    var gains: [Double] = []
    for fold in 0..<Self.foldCount {
      let inside = folds.indices.filter { folds[$0] != fold }
      let outside = folds.indices.filter { folds[$0] == fold }
      let best = best(on: inside)
      // Cheaper outcomes are not rewarded, dearer ones pay: at equal cost a gain is a gain in quality.
      let excess = max(0, outcomes[best].cost.mean - max(budget, outcomes[0].cost.mean))
      for row in outside {
        gains.append(outcomes[best].quality[row] - outcomes[0].quality[row] - worth * excess)
      }
    }
    let error = gains.standardDeviation / Double(gains.count).squareRoot()
    guard gains.mean > error, gains.mean > 0 else { return nil }
    let best = best(on: Array(folds.indices))
    return best == 0 || outcomes[best].meanCost > budget ? nil : best
  }

  /// The vector of highest mean quality among those whose mean cost on `rows` is within the budget.
  ///
  /// Where the constant one is over it on these rows, its own cost is the bound.
  private func best(on rows: [Int]) -> Int {
    func mean(_ values: [Double]) -> Double { rows.map { values[$0] }.mean }
    let bound = max(budget, mean(outcomes[0].cost))
    var best = 0
    var bestQuality = mean(outcomes[0].quality)
    for index in outcomes.indices.dropFirst() {
      let quality = mean(outcomes[index].quality)
      if quality > bestQuality && mean(outcomes[index].cost) <= bound { (best, bestQuality) = (index, quality) }
    }
    return best
  }
}
