import Mathematics
import Traces

/// Routing (paper, theorem 1): one model per query, the one with the best ex-ante trade-off q^ - lambda c^.
public struct RoutingStrategy: Strategy {
  private let reference: ReferenceFaults

  /// A strategy without options.
  public init(reference: ReferenceFaults = []) { self.reference = reference }

  /// A tuner that knows the breakpoints of lambda on the tuning part.
  public func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
    try RoutingTuner(
      fitted, rows: fitted.data.tuningRows, invertsGamma: reference.contains(.gammaInverted), task: task)
  }

  /// Routing at the price.
  public func policy(_ parameters: PolicyParameters) -> (any Policy)? {
    parameters.lambdas.first.map { RoutingPolicy(lambda: $0) }
  }
}

/// Routing at one price.
public struct RoutingPolicy: Policy {
  /// The price: quality per unit of cost.
  public let lambda: Double

  /// A policy at a price.
  public init(lambda: Double) { self.lambda = lambda }

  /// The model of the best trade-off, then stop.
  public func next<Observer: DecisionObserver>(
    _ belief: Belief, row: Int, rule: TieRule, scratch: inout Void, observer: inout Observer
  ) -> Int? {
    if !belief.answered.isEmpty { return nil }
    if !Observer.isSilent { observer.begin(belief, row: row, lambda: lambda) }
    var best = belief.offered.first ?? 0
    var bestTradeOff = -Double.infinity
    var bestValue = -Double.infinity
    for model in 0..<belief.modelCount where belief.unanswered.contains(model) {
      if !Observer.isSilent { observer.evaluated(candidate(model, belief)) }
      let value = belief.quality[model] - lambda * belief.cost[model]
      // Rounding is slow, and unnecessary for values that cannot tie.
      if value < bestValue - 2e-6 { continue }
      let tradeOff = rounded(value)
      let dearer = belief.cost[model] - belief.cost[best]
      if tradeOff > bestTradeOff || (tradeOff == bestTradeOff && (rule == .lowestCost ? dearer < 0 : dearer > 0)) {
        (best, bestTradeOff, bestValue) = (model, tradeOff, value)
      }
    }
    if !Observer.isSilent { observer.decided(candidate(best, belief), next: best) }
    return best
  }

  /// One model.
  public func reach(modelCount: Int) -> PolicyReach { .subsets(upTo: 1) }

  private func candidate(_ model: Int, _ belief: Belief) -> Candidate {
    let (quality, cost) = (belief.quality[model], belief.cost[model])
    return Candidate(models: ModelSet([model]), quality: quality, cost: cost, tradeOff: quality - lambda * cost)
  }
}

/// Finds lambda and gamma of routing exactly.
///
/// On each query the chosen model changes only where two models tie: at the edges of the upper concave hull of its (c^,
/// q^). Mean true cost is therefore a step function of lambda with steps at these edges; the budget falls into one
/// step, whose two sides gamma mixes (method, sections 2 and 6), or on the level between two steps: then the price halfway
/// between them is taken, the farthest from where any query changes its model.
struct RoutingTuner: Tuner {
  private let fitted: FittedTraces
  private let rows: [Int]
  private let invertsGamma: Bool
  /// The price at each step, descending, and the true mean cost once lambda is below it.
  private var steps: [(lambda: Double, cost: Double)] = []
  private var costAtInfinity = 0.0

  init(
    _ fitted: FittedTraces, rows: [Int], invertsGamma: Bool = false, task: TaskContext
  ) throws(RoutingError) {
    self.invertsGamma = invertsGamma
    self.fitted = fitted
    self.rows = rows
    var edges: [(lambda: Double, cost: Double)] = []
    do {
      for part in try task.untold.chunks(of: rows.count, { Self.edges(of: rows[$0], among: rows.count, fitted) }) {
        for cost in part.first { costAtInfinity += cost }
        edges += part.edges
      }
    } catch {
      throw .cancelled
    }
    edges.sort { $0.lambda > $1.lambda }
    var cost = costAtInfinity
    for edge in edges {
      cost += edge.cost
      if let last = steps.last, last.lambda == edge.lambda {
        steps[steps.count - 1].cost = cost
      } else {
        steps.append((edge.lambda, cost))
      }
    }
  }

  /// What each of some rows adds to the mean cost of `count` rows at an infinite price, and by how much at which prices that
  /// changes.
  private static func edges(
    of rows: ArraySlice<Int>, among count: Int, _ fitted: FittedTraces
  ) -> (first: [Double], edges: [(lambda: Double, cost: Double)]) {
    let data = fitted.data
    var (first, edges): ([Double], [(lambda: Double, cost: Double)]) = ([], [])
    var belief = Belief(modelCount: data.modelCount)
    for row in rows {
      fitted.estimates.start(row, &belief)
      let hull = belief.hull
      let truth = hull.indices.map { data.cost[row * data.modelCount + $0] / Double(count) }
      first.append(truth[0])
      for (index, slope) in hull.slopes.enumerated() { edges.append((slope, truth[index + 1] - truth[index])) }
    }
    return (first, edges)
  }

  func policy(budget: Double?, task: TaskContext) throws(RoutingError) -> TunedPolicy {
    guard let budget else { return TunedPolicy(policy: RoutingPolicy(lambda: 0), budget: nil, lambdas: [0]) }
    // The last step within the budget; the next one exceeds it. Summed edges have rounding errors.
    let slack = 1e-12 * abs(budget)
    let within = steps.lastIndex { $0.cost <= budget + slack }
    if within == nil && costAtInfinity > budget + slack {
      let lambda = 2 * (steps.first?.lambda ?? 0) + 1
      return tuned(lambda, budget: budget, gamma: 0, isReachable: false)
    }
    let index = within.map { $0 + 1 } ?? 0
    if index == steps.count { return tuned(0, budget: budget, gamma: 0, isReachable: true) }
    if !invertsGamma, let within, steps[within].cost >= budget - slack {
      // All prices between two steps do the same on these queries; on others those near a step do not.
      let middle = (steps[within].lambda + steps[index].lambda) / 2
      return tuned(middle, budget: budget, gamma: 0, isReachable: true)
    }
    let lambda = steps[index].lambda
    let policy = RoutingPolicy(lambda: lambda)
    let costs = try [TieRule.lowestCost, .highestCost].map { PolicyVariant(policy: policy, rule: $0) }
      .outcomes(on: rows, of: fitted, task: task).map(\.meanCost)
    let gamma = tieWeight(budget: budget, cheap: costs[0], dear: costs[1])
    return tuned(lambda, budget: budget, gamma: invertsGamma ? 1 - gamma : gamma, isReachable: true)
  }

  func policy(lambda: Double) -> TunedPolicy? {
    TunedPolicy(policy: RoutingPolicy(lambda: lambda), budget: nil, lambdas: [lambda])
  }

  private func tuned(_ lambda: Double, budget: Double, gamma: Double, isReachable: Bool) -> TunedPolicy {
    TunedPolicy(
      policy: RoutingPolicy(lambda: lambda), budget: budget, lambdas: [lambda], gamma: gamma, isReachable: isReachable)
  }
}

extension RoutingPolicy: PricedPolicy {
  /// Routing at that price.
  public func priced(at lambda: Double) -> RoutingPolicy { RoutingPolicy(lambda: lambda) }

  /// The hull of the ex-ante estimates.
  public func hull(of row: Int, in fitted: FittedTraces) -> UpperHull? {
    fitted.estimates.hull(of: row, modelCount: fitted.data.modelCount)
  }
}
