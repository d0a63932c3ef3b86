import Mathematics
import Traces

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
  /// Whether that mixture is ahead of the strategy, and not the same.
  public var isOvertaken: Bool { fallback.map { !$0.isNone } ?? false }

  /// Where the traces are dealt into folds: for each fold of each repeat the policy tuned without it, which serves it. The
  /// policy itself is then tuned on all rows, for queries to come.
  public var folds: [TunedPolicy] = []

  /// The same with a bound on what one query may cost.
  ///
  /// Prices and gamma stay what they are: a cap only makes queries cheaper.
  public func capped(at cap: Double) -> TunedPolicy {
    var tuned = self
    tuned.policy = policy.capped(at: cap)
    tuned.folds = folds.map { $0.capped(at: cap) }
    return tuned
  }

  /// The same without a cap.
  public var uncapped: TunedPolicy {
    var tuned = self
    tuned.policy = (policy as? any CappingPolicy)?.uncapped ?? policy
    tuned.folds = folds.map(\.uncapped)
    return tuned
  }

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
    let parts = parts(on: rows, of: fitted)
    if parts.count > 1 {
      var served: [(rows: [Int], outcomes: Outcomes)] = []
      for (index, part) in parts.enumerated() {
        let task = task.step(index, of: parts.count)
        served.append(
          (part.rows, try part.tuned.drawnOutcomes(on: part.rows, of: part.fitted, seed: seed, task: task)))
      }
      var whole = Outcomes(of: rows, from: served, repeats: fitted.repeatCount, modelCount: fitted.data.modelCount)
      whole.standInShare = fitted.data.standInShare(on: rows)
      return whole
    }
    let isDear = rows.map { Self.draw(fitted.data.queryID($0), seed: seed) < gamma }
    var result = Outcomes(modelCount: fitted.data.modelCount)
    result.standInShare = fitted.data.standInShare(on: rows)
    let rules = try (
      policy.outcomes(on: zip(rows, isDear).filter { !$1 }.map(\.0), of: fitted, rule: .lowestCost, task: task),
      policy.outcomes(on: zip(rows, isDear).filter { $1 }.map(\.0), of: fitted, rule: .highestCost, task: task)
    )
    var next = (0, 0)
    for dear in isDear {
      let (part, index) = dear ? (rules.1, next.1) : (rules.0, next.0)
      result.cost.append(part.cost[index])
      result.quality.append(part.quality[index])
      if dear { next.1 += 1 } else { next.0 += 1 }
    }
    result.ran = zip(rules.0.ran, rules.1.ran).map(+)
    result.answered = zip(rules.0.answered, rules.1.answered).map(+)
    return result
  }
}

extension TunedPolicy {
  /// The policy under each of the tie rules that serve queries.
  var variants: [PolicyVariant] {
    let cheap = PolicyVariant(policy: policy, rule: .lowestCost)
    return gamma == 0 ? [cheap] : [cheap, PolicyVariant(policy: policy, rule: .highestCost)]
  }

  /// The number u in (0, 1) that a query draws: below gamma the high-cost rule serves it.
  public static func draw(_ queryID: String, seed: UInt64) -> Double {
    RandomKey(seed: seed, purpose: "gamma").mixing(queryID).uniform
  }
}

extension [TunedPolicy] {
  /// The expected outcomes of each policy, row by row, in one pass.
  public func outcomes(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> [Outcomes] {
    var all = try recordedOutcomes(on: rows, of: fitted, task: task)
    let share = fitted.data.standInShare(on: rows)
    for index in all.indices { all[index].standInShare = share }
    return all
  }

  private func recordedOutcomes(
    on rows: [Int], of fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) -> [Outcomes] {
    if !fitted.folds.isEmpty {
      if allSatisfy({ $0.folds.count == fitted.folds.count }) {
        return try foldOutcomes(on: rows, of: fitted, task: task)
      }
      if contains(where: { $0.folds.count == fitted.folds.count }) {
        var outcomes: [Outcomes] = []
        for tuned in self { outcomes += try [tuned].outcomes(on: rows, of: fitted, task: task) }
        return outcomes
      }
    }
    let variants = flatMap(\.variants)
    var results = try variants.outcomes(on: rows, of: fitted, task: task)[...]
    return map { tuned in
      let cheap = results.removeFirst()
      return tuned.gamma == 0 ? cheap : cheap.mixed(with: results.removeFirst(), share: tuned.gamma)
    }
  }
}

extension [TunedPolicy] {
  /// Each row served by the policies of its folds, all policies of a fold in one pass.
  private func foldOutcomes(on rows: [Int], of fitted: FittedTraces, task: TaskContext) throws(RoutingError)
    -> [Outcomes]
  {
    guard let parts = first?.parts(on: rows, of: fitted) else { return [] }
    var served: [[Outcomes]] = []
    for (index, part) in parts.enumerated() {
      served.append(
        try map { $0.folds[index] }.outcomes(on: part.rows, of: part.fitted, task: task.step(index, of: parts.count)))
    }
    return indices.map { policy in
      Outcomes(
        of: rows, from: parts.indices.map { (parts[$0].rows, served[$0][policy]) }, repeats: fitted.repeatCount,
        modelCount: fitted.data.modelCount)
    }
  }
}
