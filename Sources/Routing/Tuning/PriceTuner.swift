import Glibc
import Mathematics
import Synchronization
import Traces

/// Chooses the prices of a strategy (as the authors have it, also thresholds) for a budget on the tuning part (method, section 6).
///
/// First one price for all steps, by bisection under the low-cost rule; then, where it helps, one price per step; then
/// gamma, with which the high-cost rule uses the rest of the budget. Estimates only drive the decisions; cost and
/// quality are the true ones.
struct PriceTuner: CachingTuner {
  /// A family of policies with one price per step; higher prices are cheaper.
  struct Family: Sendable {
    /// The number of steps that have a price.
    var stepCount: Int
    /// The range of prices; the upper end is doubled until it meets the budget.
    var range: ClosedRange<Double>
    /// A price moved by an amount, about 1 for a marked change; upwards is cheaper.
    var moved: @Sendable (_ price: Double, _ amount: Double) -> Double
    /// The number of price vectors that the search per step tries.
    var candidateCount: Int
    /// Whether gamma can mix ties.
    var hasTies: Bool
    /// The policy at some prices.
    var policy: @Sendable (_ prices: [Double]) -> any Policy
    /// Writes the prices into the tuned policy.
    var describe: @Sendable (inout TunedPolicy, _ prices: [Double]) -> Void
  }

  private let family: Family
  private let fitted: FittedTraces
  private let rows: [Int]
  private let decisions: DecisionCache
  private let deals: [[Int]]
  private let halves: [Int]
  private let key: RandomKey
  private let known = Known()

  /// Outcomes over all rows: of constant prices, cached between budgets, of the prices served last by either rule, and of the
  /// policy chosen last.
  private final class Known: Sendable {
    let outcomes = Mutex<[Double: Outcomes]>([:])
    let served = Mutex<(prices: [Double], outcomes: [Outcomes])?>(nil)
    let latest = Mutex<(tuned: TunedPolicy, outcomes: Outcomes)?>(nil)
  }

  private let isReferenceSearch: Bool
  /// As many as leave what is known within 64 MB.
  private var sharedHalvings: Int { rows.count <= 65_536 ? 6 : 0 }

  /// - Parameter isReferenceSearch: whether the search per step is that of the reference implementation: prices from
  ///   the whole range, the best on the tuning part, untested.
  init(_ family: Family, fitted: FittedTraces, seed: UInt64 = 0, isReferenceSearch: Bool = false) {
    self.isReferenceSearch = isReferenceSearch
    self.family = family
    self.fitted = fitted
    rows = fitted.data.tuningRows
    decisions = DecisionCache(fitted, rows: rows)
    key = RandomKey(seed: seed, purpose: "price search")
    let key = RandomKey(seed: seed, purpose: "price folds")
    let ids = rows.map { key.mixing(fitted.data.queryID($0)) }
    deals = (0..<PriceSearch.dealCount).map { deal in
      ids.map { Int($0.mixing(deal).bits % UInt64(PriceSearch.foldCount)) }
    }
    halves = ids.map { Int($0.mixing("half").bits % 2) }
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    guard let budget else { return tuned(constant(family.range.lowerBound), budget: nil) }
    let price = try bisect(budget, task)
    let constant = try mixed(price, budget, task)
    let prices = price.isReachable ? try search(from: constant, price: price.price, budget, task) : nil
    let chosen = try prices.map { (prices) throws(RoutingError) in try mixed(prices, budget, task) } ?? constant
    known.latest.withLock { $0 = chosen }
    return chosen.tuned
  }

  func outcomes(of tuned: TunedPolicy, task: TaskContext) throws(RoutingError) -> Outcomes {
    if let latest = known.latest.withLock({ $0 }), latest.tuned.lambdas == tuned.lambdas,
      latest.tuned.thresholds == tuned.thresholds, latest.tuned.gamma == tuned.gamma
    {
      return latest.outcomes
    }
    return try decisions.outcomes(of: tuned, task: task)
  }

  func constantPolicy(budget: Double, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    try mixed(try bisect(budget, task), budget, task).tuned
  }

  /// The policy at a constant price found by bisection, with the gamma that uses up the budget.
  private func mixed(
    _ price: (price: Double, isReachable: Bool), _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    if price.isReachable { return try mixed(constant(price.price), budget, task) }
    return (
      tuned(constant(price.price), budget: budget, isReachable: false), try knownOutcomes(price.price, task)
    )
  }

  func policy(lambda: Double) -> TunedPolicy? { family.hasTies ? tuned(constant(lambda), budget: nil) : nil }

  /// The policy at `prices` with the gamma that uses up the budget, and its outcomes on the tuning part.
  private func mixed(
    _ prices: [Double], _ budget: Double, _ task: TaskContext
  ) throws(RoutingError) -> (tuned: TunedPolicy, outcomes: Outcomes) {
    var result = tuned(prices, budget: budget)
    let served = try outcomes(prices, task)
    guard family.hasTies, prices.contains(where: { $0 > 0 }) else { return (result, served[0]) }
    let (cheap, dear) = (served[0], served[1])
    result.gamma = tieWeight(budget: budget, cheap: cheap.meanCost, dear: dear.meanCost)
    return (result, cheap.mixed(with: dear, share: result.gamma))
  }

  private func constant(_ price: Double) -> [Double] { [Double](repeating: price, count: family.stepCount) }

  private func tuned(_ prices: [Double], budget: Double?, isReachable: Bool = true) -> TunedPolicy {
    var result = TunedPolicy(policy: family.policy(prices), budget: budget, isReachable: isReachable)
    family.describe(&result, prices)
    return result
  }

  /// The outcomes under the low-cost rule and, where there can be ties, under the high-cost rule.
  private func outcomes(_ prices: [Double], _ task: TaskContext) throws(RoutingError) -> [Outcomes] {
    if let served = known.served.withLock({ $0 }), served.prices == prices { return served.outcomes }
    let rules: [TieRule] = family.hasTies ? [.lowestCost, .highestCost] : [.lowestCost]
    let variants = rules.map { PolicyVariant(policy: family.policy(prices), rule: $0) }
    let outcomes = try decisions.outcomes(of: variants, task: task)
    known.served.withLock { $0 = (prices, outcomes) }
    return outcomes
  }

  private func knownOutcomes(_ price: Double, _ task: TaskContext) throws(RoutingError) -> Outcomes {
    if let outcomes = known.outcomes.withLock({ $0[price] }) { return outcomes }
    let variant = PolicyVariant(policy: family.policy(constant(price)), rule: .lowestCost)
    // At no price queries run on to where no other price leads: what would be decided there at all prices is not asked.
    let outcomes =
      price == 0
      ? try [variant].outcomes(on: rows, of: fitted, task: task.untold)[0]
      : try decisions.outcomes(of: [variant], task: task)[0]
    known.outcomes.withLock { $0[price] = outcomes }
    return outcomes
  }

  /// The price for all steps that just meets the budget under the low-cost rule.
  ///
  /// Cost need not fall monotonically as the price rises; the bracket (over the budget, within it) stays valid.
  private func bisect(_ budget: Double, _ task: TaskContext) throws(RoutingError) -> (price: Double, isReachable: Bool)
  {
    var low = family.range.lowerBound
    if try knownOutcomes(low, task).meanCost <= budget { return (low, true) }
    var high = family.range.upperBound
    var doublings = 0
    while try knownOutcomes(high, task).meanCost > budget {
      if doublings == 60 { return (high, false) }
      doublings += 1
      low = high
      high = high > 0 ? high * 2 : high + (family.range.upperBound - family.range.lowerBound)
    }
    let ends = (low: try knownOutcomes(low, task), high: try knownOutcomes(high, task))
    let price = try halve(
      (low, ends.low), (high, ends.high), budget, path: constant, sharedHalvings: sharedHalvings, task)
    return (price, true)
  }

  /// The prices moved down together as far as the budget allows under the low-cost rule.
  private func filled(_ prices: [Double], _ budget: Double, _ task: TaskContext) throws(RoutingError) -> [Double] {
    let path = { (amount: Double) in prices.map { family.moved($0, amount) } }
    var within = (0.0, try outcomes(prices, task)[0])
    for amount in [-0.25, -0.5, -1, -2, -4, -8] {
      let next = (amount, try outcomes(path(amount), task)[0])
      if next.1.meanCost > budget { return path(try halve(next, within, budget, path: path, task)) }
      within = next
    }
    return path(within.0)
  }

  /// The point on `path` where the budget is just met, between one over and one within it.
  ///
  /// Rows with the same outcome at both ends are not evaluated in between; if that hid a change, the bracket is halved
  /// again with all rows.
  ///
  /// - Parameter sharedHalvings: how many of the first halvings of constant prices are looked up, since they are the same
  ///   for many budgets.
  private func halve(
    _ over: (Double, Outcomes), _ within: (Double, Outcomes), _ budget: Double, path: (Double) -> [Double],
    sharedHalvings: Int = 0, _ task: TaskContext
  ) throws(RoutingError) -> Double {
    for skipsSettledRows in [true, false] {
      var (low, atLow) = over
      var (high, atHigh) = within
      func isOpen(_ row: Int) -> Bool {
        !skipsSettledRows || atLow.cost[row] != atHigh.cost[row] || atLow.quality[row] != atHigh.quality[row]
      }
      var open = rows.indices.filter(isOpen)
      for halving in 0..<60 where high - low > 1e-12 * max(abs(low), abs(high)) {
        let middle = low + (high - low) / 2
        let atOpen: [(cost: Double, quality: Double)]
        if halving < sharedHalvings {
          let known = try knownOutcomes(middle, task)
          atOpen = open.map { (known.cost[$0], known.quality[$0]) }
        } else {
          let variant = PolicyVariant(policy: family.policy(path(middle)), rule: .lowestCost)
          let evaluated = try decisions.outcomes(of: [variant], at: open, task: task)[0]
          atOpen = zip(evaluated.cost, evaluated.quality).map { ($0, $1) }
        }
        let before = open.map { (cost: atHigh.cost[$0], quality: atHigh.quality[$0]) }
        atHigh.replace(open, with: atOpen)
        if atHigh.meanCost <= budget {
          high = middle
        } else {
          low = middle
          atLow.replace(open, with: atOpen)
          atHigh.replace(open, with: before)
        }
        // Rows served alike at both ends stay so.
        open.removeAll { !isOpen($0) }
      }
      if try outcomes(path(high), task)[0].meanCost <= budget { return high }
    }
    return within.0
  }

  /// Prices per step, where they are significantly better than a constant one.
  private func search(
    from constant: (tuned: TunedPolicy, outcomes: Outcomes), price: Double, _ budget: Double, _ task: TaskContext
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
    let variants = candidates.map { PolicyVariant(policy: family.policy($0), rule: .lowestCost) }
    let outcomes = [constant.outcomes] + (try decisions.outcomes(of: variants, task: task))
    if isReferenceSearch {
      let best = PriceSearch.referenceBest(outcomes)
      return best == 0 ? nil : candidates[best - 1]
    }
    let winner: Int?
    do {
      winner = try PriceSearch(deals: deals, halves: halves, outcomes: outcomes, budget: budget).winner(task)
    } catch {
      throw .cancelled
    }
    guard let winner else { return nil }
    return try filled(candidates[winner - 1], budget, task)
  }
}

extension PriceTuner.Family {
  /// Policies with a price per step, from 0 to the price at which a whole unit of quality does not pay for the most
  /// expensive model.
  static func prices(
    steps: Int, of fitted: FittedTraces, policy: @escaping @Sendable ([Double]) -> any Policy
  ) -> PriceTuner.Family {
    let dearest = fitted.data.means(of: fitted.data.cost, over: fitted.data.tuningRows).max() ?? 0
    return PriceTuner.Family(
      stepCount: steps, range: 0...(dearest > 0 ? 1 / dearest : 1), moved: { $0 * exp(0.5 * $1) },
      candidateCount: 30,
      hasTies: true,
      policy: policy, describe: { $0.lambdas = $1 })
  }
}

extension Outcomes {
  /// Replaces the cost and quality of some rows.
  fileprivate mutating func replace(_ rows: [Int], with outcomes: [(cost: Double, quality: Double)]) {
    for (row, outcome) in zip(rows, outcomes) { (cost[row], quality[row]) = outcome }
  }
}
