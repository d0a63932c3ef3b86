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
    /// A price moved by some amount, about 1 for a marked change; upwards it gets cheaper.
    var moved: @Sendable (_ price: Double, _ amount: Double) -> Double
    /// How many vectors of moved prices the search step by step tries.
    var candidateCount: Int
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
  private let memo: DecisionMemo
  private let deals: [[Int]]
  private let key: RandomKey
  private let known = Known()

  /// Outcomes of constant prices over all rows, kept between budgets.
  private final class Known: Sendable {
    let outcomes = Mutex<[Double: Outcomes]>([:])
  }

  private let isReferenceSearch: Bool

  /// - Parameter isReferenceSearch: whether the search step by step is the authors': prices from all of the range, the
  ///   best on the tuning part, untested.
  init(_ family: Family, bench: Bench, seed: UInt64 = 0, isReferenceSearch: Bool = false) {
    self.isReferenceSearch = isReferenceSearch
    self.family = family
    self.bench = bench
    rows = bench.data.tuningRows
    memo = DecisionMemo(bench, rows: rows)
    key = RandomKey(seed: seed, purpose: "price search")
    let key = RandomKey(seed: seed, purpose: "price folds")
    let ids = rows.map { key.mixing(bench.data.queryID($0)) }
    deals = (0..<PriceSearch.dealCount).map { deal in
      ids.map { Int($0.mixing(deal).bits % UInt64(PriceSearch.foldCount)) }
    }
  }

  func policy(budget: Double?, work: Work) throws(RoutingError) -> TunedPolicy {
    guard let budget else { return tuned(constant(family.range.lowerBound), budget: nil) }
    let price = try bisect(budget, work)
    let constant = try mixed(price, budget, work)
    guard price.isReachable, let prices = try search(from: constant, price: price.price, budget, work) else {
      return constant.tuned
    }
    return try mixed(prices, budget, work).tuned
  }

  func constantPolicy(budget: Double, work: Work) throws(RoutingError) -> TunedPolicy {
    try mixed(try bisect(budget, work), budget, work).tuned
  }

  /// The policy at a constant price, which was found by bisection, with the gamma that uses up the budget.
  private func mixed(
    _ price: (price: Double, isReachable: Bool), _ budget: Double, _ work: Work
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    if price.isReachable { return try mixed(constant(price.price), budget, work) }
    return (
      tuned(constant(price.price), budget: budget, isReachable: false), try knownOutcomes(price.price, work)
    )
  }

  func policy(lambda: Double) -> TunedPolicy? { family.hasTies ? tuned(constant(lambda), budget: nil) : nil }

  /// The policy at `prices` with the gamma that uses up the budget, and what it does on the tuning part.
  private func mixed(
    _ prices: [Double], _ budget: Double, _ work: Work
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    var result = tuned(prices, budget: budget)
    let cheap = try outcomes(prices, rule: .cheap, work)
    guard family.hasTies, prices.contains(where: { $0 > 0 }) else { return (result, cheap) }
    let dear = try outcomes(prices, rule: .dear, work)
    result.gamma = tieWeight(budget: budget, cheap: cheap.meanCost, dear: dear.meanCost)
    return (result, cheap.mixed(with: dear, share: result.gamma))
  }

  private func constant(_ price: Double) -> [Double] { [Double](repeating: price, count: family.stepCount) }

  private func tuned(_ prices: [Double], budget: Double?, isReachable: Bool = true) -> TunedPolicy {
    var result = TunedPolicy(policy: family.policy(prices), budget: budget, isReachable: isReachable)
    family.describe(&result, prices)
    return result
  }

  private func outcomes(_ prices: [Double], rule: TieRule, _ work: Work) throws(RoutingError) -> Outcomes {
    try memo.outcomes(of: [Service(policy: family.policy(prices), rule: rule)], work: work)[0]
  }

  private func knownOutcomes(_ price: Double, _ work: Work) throws(RoutingError) -> Outcomes {
    if let outcomes = known.outcomes.withLock({ $0[price] }) { return outcomes }
    let outcomes = try outcomes(constant(price), rule: .cheap, work)
    known.outcomes.withLock { $0[price] = outcomes }
    return outcomes
  }

  /// The price for all steps that just meets the budget under the cheap rule.
  ///
  /// Cost need not fall everywhere as the price rises; the bracket (over the budget, within it) holds all the same.
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
    let ends = (low: try knownOutcomes(low, work), high: try knownOutcomes(high, work))
    return (try halve((low, ends.low), (high, ends.high), budget, path: constant, work), true)
  }

  /// The prices moved together, downwards as far as the budget allows under the cheap rule.
  private func filled(_ prices: [Double], _ budget: Double, _ work: Work) throws(RoutingError) -> [Double] {
    let path = { (amount: Double) in prices.map { family.moved($0, amount) } }
    var within = (0.0, try outcomes(prices, rule: .cheap, work))
    for amount in [-0.25, -0.5, -1, -2, -4, -8] {
      let next = (amount, try outcomes(path(amount), rule: .cheap, work))
      if next.1.meanCost > budget { return path(try halve(next, within, budget, path: path, work)) }
      within = next
    }
    return path(within.0)
  }

  /// The place on `path` between one over the budget and one within it where the budget is just met.
  ///
  /// Rows with the same outcome at both ends are not replayed in between; should that have hidden a change, the bracket
  /// is halved again with all rows.
  private func halve(
    _ over: (Double, Outcomes), _ within: (Double, Outcomes), _ budget: Double, path: (Double) -> [Double], _ work: Work
  ) throws(RoutingError) -> Double {
    for skipsSettledRows in [true, false] {
      var (low, atLow) = over
      var (high, atHigh) = within
      for _ in 0..<60 where high - low > 1e-12 * max(abs(low), abs(high)) {
        let middle = low + (high - low) / 2
        let open = rows.indices.filter {
          !skipsSettledRows || atLow.cost[$0] != atHigh.cost[$0] || atLow.quality[$0] != atHigh.quality[$0]
        }
        let service = Service(policy: family.policy(path(middle)), rule: .cheap)
        let replayed = try memo.outcomes(of: [service], at: open, work: work)[0]
        var atMiddle = atHigh
        for (index, row) in open.enumerated() {
          atMiddle.cost[row] = replayed.cost[index]
          atMiddle.quality[row] = replayed.quality[index]
        }
        if atMiddle.meanCost <= budget {
          (high, atHigh) = (middle, atMiddle)
        } else {
          (low, atLow) = (middle, atMiddle)
        }
      }
      if try outcomes(path(high), rule: .cheap, work).meanCost <= budget { return high }
    }
    return within.0
  }

  /// The prices step by step, where they are better than the constant one by more than chance.
  private func search(
    from constant: (tuned: TunedPolicy, outcomes: Outcomes), price: Double, _ budget: Double, _ work: Work
  ) throws(RoutingError) -> [Double]? {
    guard family.stepCount > 1, rows.count >= 4 * PriceSearch.foldCount else { return nil }
    let candidates = (0..<family.candidateCount).map { index in
      let key = key.mixing(index)
      if isReferenceSearch {
        let (low, high) = (family.range.lowerBound, max(family.range.upperBound, price))
        return (0..<family.stepCount).map { low + (high - low) * key.mixing($0).uniform }
      }
      let reach = [0.25, 1, 2.5][index % 3]  // near and far
      return (0..<family.stepCount).map { family.moved(price, reach * key.mixing($0).normal) }
    }
    let services = candidates.map { Service(policy: family.policy($0), rule: .cheap) }
    let outcomes = [constant.outcomes] + (try memo.outcomes(of: services, work: work))
    if isReferenceSearch {
      let best = PriceSearch.referenceBest(outcomes)
      return best == 0 ? nil : candidates[best - 1]
    }
    guard let winner = PriceSearch(deals: deals, outcomes: outcomes, budget: budget).winner else { return nil }
    return try filled(candidates[winner - 1], budget, work)
  }
}

/// The choice among price vectors whose outcomes on the tuning part are known: the first is the constant one.
///
/// In turn each fifth of the rows is left out, the vector of highest quality within the budget on the others is taken, and
/// its gain over the constant one is measured on what was left out, less what its cost over the budget is worth. The
/// search is believed only if the mean gain, over several deals of the rows into fifths, exceeds one standard error.
struct PriceSearch {
  static let foldCount = 5
  static let dealCount = 4

  /// The fold of each row in each deal.
  let deals: [[Int]]
  /// The outcomes of each vector over all rows; the constant one first.
  let outcomes: [Outcomes]
  /// The bound on the mean cost.
  let budget: Double

  /// The vector to take in the place of the constant one; `nil` where none is better by more than chance.
  var winner: Int? {
    let rows = outcomes[0].cost.indices
    // What a unit of cost is worth: the mean quality per mean cost of the constant vector.
    let worth = outcomes[0].meanQuality / max(outcomes[0].meanCost, .leastNormalMagnitude)
    let meanCosts = outcomes.map(\.meanCost)
    var gains = [Double](repeating: 0, count: rows.count)
    var sums = FoldSums()
    for deal in deals {
      sums = FoldSums(outcomes, deal: deal)
      for fold in 0..<Self.foldCount {
        let best = best(sums, without: fold)
        let excess = max(0, meanCosts[best] - max(budget, meanCosts[0]))
        for row in rows where deal[row] == fold {
          let gain = outcomes[best].quality[row] - outcomes[0].quality[row] - worth * excess
          gains[row] += gain / Double(deals.count)
        }
      }
    }
    guard gains.mean > gains.standardDeviation / Double(gains.count).squareRoot() else { return nil }
    let best = best(sums, without: nil)
    return best == 0 || meanCosts[best] > budget ? nil : best
  }

  /// The vector that the authors' objective prefers: quality less (q0 / c0) times what it costs over the constant one.
  static func referenceBest(_ outcomes: [Outcomes]) -> Int {
    let (cost, quality) = (outcomes[0].meanCost, outcomes[0].meanQuality)
    func worth(_ outcomes: Outcomes) -> Double {
      outcomes.meanQuality - (cost > 0 ? quality / cost * max(0, outcomes.meanCost - cost) : 0)
    }
    return outcomes.indices.max { (worth(outcomes[$0]), $1) < (worth(outcomes[$1]), $0) } ?? 0
  }

  /// The vector of highest mean quality among those whose mean cost is within the budget, on all rows but those of a fold.
  ///
  /// Where the constant one is over it on these rows, its own cost is the bound.
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

  init(_ outcomes: [Outcomes], deal: [Int]) {
    for fold in deal { counts[fold] += 1 }
    for outcome in outcomes {
      var (costs, qualities) = (
        [Double](repeating: 0, count: counts.count), [Double](repeating: 0, count: counts.count)
      )
      for row in deal.indices {
        costs[deal[row]] += outcome.cost[row]
        qualities[deal[row]] += outcome.quality[row]
      }
      cost += costs
      quality += qualities
    }
  }

  func means(of index: Int, without fold: Int?) -> (cost: Double, quality: Double) {
    var (costs, qualities, count) = (0.0, 0.0, 0.0)
    for other in counts.indices where other != fold {
      costs += cost[index * counts.count + other]
      qualities += quality[index * counts.count + other]
      count += counts[other]
    }
    return (costs / count, qualities / count)
  }
}
