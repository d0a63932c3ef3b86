import Mathematics
import Traces

/// The outcomes of a policy on some rows, each served once: the true cost of every model run and the true quality of
/// the answer.
public struct Outcomes: Sendable {
  /// The cost of each row.
  public var cost: [Double] = []
  /// The quality of each row.
  public var quality: [Double] = []
  /// The number of models run, over all rows.
  public var runCount: Double { ran.sum }
  /// How often each model ran.
  public var ran: [Double]
  /// How often each model's answer was given.
  public var answered: [Double]

  init(modelCount: Int, capacity: Int = 0) {
    ran = [Double](repeating: 0, count: modelCount)
    answered = ran
    cost.reserveCapacity(capacity)
    quality.reserveCapacity(capacity)
  }

  /// The number of rows.
  public var count: Int { cost.count }
  /// The mean cost.
  public var meanCost: Double { cost.mean }
  /// The mean quality.
  public var meanQuality: Double { quality.mean }
  /// The mean number of models run.
  public var depth: Double { runCount / Double(count) }

  mutating func append(_ other: Outcomes) {
    cost += other.cost
    quality += other.quality
    for model in ran.indices {
      ran[model] += other.ran[model]
      answered[model] += other.answered[model]
    }
  }

  /// The expectation, row by row, of `other` with probability `share` and of this otherwise.
  func mixed(with other: Outcomes, share: Double) -> Outcomes {
    func mix(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { (1 - share) * $0 + share * $1 } }
    var result = self
    result.cost = mix(cost, other.cost)
    result.quality = mix(quality, other.quality)
    result.ran = mix(ran, other.ran)
    result.answered = mix(answered, other.answered)
    return result
  }
}

extension Policy {
  /// Serves each of `rows` by one tie rule and returns the outcomes, in order; ends early when cancelled.
  ///
  /// A protocol requirement with one implementation, so that the loop is specialised for each policy.
  public func replay(_ rows: ArraySlice<Int>, of fitted: FittedTraces, rule: TieRule, task: TaskContext) -> Outcomes {
    let data = fitted.data
    var outcomes = Outcomes(modelCount: data.modelCount, capacity: rows.count)
    var belief = Belief(modelCount: data.modelCount)
    var scratch = makeScratch(modelCount: data.modelCount)
    var observer = SilentObserver()
    for row in rows {
      if task.isCancelled { break }
      serve(row, of: fitted, rule: rule, belief: &belief, scratch: &scratch, observer: &observer)
      let answer = answer(belief)
      for model in belief.answered { outcomes.ran[model] += 1 }
      outcomes.answered[answer] += 1
      outcomes.cost.append(data.cost(of: belief.answeredSet, row: row))
      outcomes.quality.append(data.quality[row * data.modelCount + answer])
    }
    return outcomes
  }

  /// Serves `row` from the first run to the decision to stop, reporting to `observer`.
  public func serve<Observer: DecisionObserver>(
    _ row: Int, of fitted: FittedTraces, rule: TieRule, belief: inout Belief, scratch: inout Scratch,
    observer: inout Observer
  ) {
    fitted.estimates.start(row, &belief)
    while belief.answered.count < belief.modelCount,
      let model = next(belief, row: row, rule: rule, scratch: &scratch, observer: &observer)
    {
      fitted.estimates.observe(model, row: row, &belief)
    }
  }
}

/// A policy with all parameters chosen for one budget.
public struct TunedPolicy: Sendable {
  /// The policy at its final parameters.
  public var policy: any Policy
  /// The budget it was tuned for: a bound on the expected cost per query; `nil` for none.
  public var budget: Double?
  /// The prices, one per step; empty if the policy has none.
  public var lambdas: [Double]
  /// The thresholds, one per step; empty if the policy has none.
  public var thresholds: [Double]
  /// The probability that the high-cost rule serves a query.
  public var gamma: Double
  /// Whether the budget can be met on the tuning part.
  public var isReachable: Bool
  /// Why a mixture of single models replaces the policy of the strategy; `nil` if none does.
  public var fallback: Fallback?

  /// Creates a tuned policy.
  public init(
    policy: any Policy, budget: Double?, lambdas: [Double] = [], thresholds: [Double] = [], gamma: Double = 0,
    isReachable: Bool = true
  ) {
    self.policy = policy
    self.budget = budget
    self.lambdas = lambdas
    self.thresholds = thresholds
    self.gamma = gamma
    self.isReachable = isReachable
  }

  /// The expected outcome of each row over the draw between the tie rules.
  public func outcomes(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> Outcomes {
    try [self].outcomes(on: rows, of: fitted, task: task)[0]
  }

  /// The outcome of each row where each query draws its rule, as in a deployed policy: u = hash(seed, query id), the
  /// high-cost rule where u < gamma.
  public func drawnOutcomes(on rows: [Int], of fitted: FittedTraces, seed: UInt64, task: TaskContext)
    throws(RoutingError) -> Outcomes
  {
    let isDear = rows.map { Self.draw(fitted.data.queryID($0), seed: seed) < gamma }
    var result = Outcomes(modelCount: fitted.data.modelCount)
    let parts = try (
      policy.outcomes(on: zip(rows, isDear).filter { !$1 }.map(\.0), of: fitted, rule: .lowestCost, task: task),
      policy.outcomes(on: zip(rows, isDear).filter { $1 }.map(\.0), of: fitted, rule: .highestCost, task: task)
    )
    var next = (0, 0)
    for dear in isDear {
      let (part, index) = dear ? (parts.1, next.1) : (parts.0, next.0)
      result.cost.append(part.cost[index])
      result.quality.append(part.quality[index])
      if dear { next.1 += 1 } else { next.0 += 1 }
    }
    result.ran = zip(parts.0.ran, parts.1.ran).map(+)
    result.answered = zip(parts.0.answered, parts.1.answered).map(+)
    return result
  }
}

extension [TunedPolicy] {
  /// The expected outcomes of each policy, row by row, in one pass.
  public func outcomes(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> [Outcomes] {
    let services = flatMap { tuned in
      [PolicyVariant(policy: tuned.policy, rule: .lowestCost)]
        + (tuned.gamma == 0 ? [] : [PolicyVariant(policy: tuned.policy, rule: .highestCost)])
    }
    var results = try services.outcomes(on: rows, of: fitted, task: task)[...]
    return map { tuned in
      let cheap = results.removeFirst()
      return tuned.gamma == 0 ? cheap : cheap.mixed(with: results.removeFirst(), share: tuned.gamma)
    }
  }
}

extension Policy {
  /// The outcomes of serving `rows` by one tie rule, on all cores, in row order.
  public func outcomes(
    on rows: [Int], of fitted: FittedTraces, rule: TieRule, task: TaskContext
  ) throws(RoutingError) -> Outcomes {
    try [PolicyVariant(policy: self, rule: rule)].outcomes(on: rows, of: fitted, task: task)[0]
  }
}
