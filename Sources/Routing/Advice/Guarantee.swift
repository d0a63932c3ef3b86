import Mathematics
import Traces

/// A bound on the mean cost, or on the mean loss of quality, of queries to come, and the tests that it rests on.
///
/// Fixed-sequence testing (method, section 9): policies are tuned for budgets from the safest to the boldest, and tested in
/// this order on queries that were used for nothing else, each against "the bound does not hold". The first that is not
/// rejected ends the series, and the last before it is certified; so every test may use the whole error probability.
public struct Guarantee: Sendable, Equatable {
  /// What is promised.
  public enum Promise: Sendable, Equatable {
    /// A mean cost of at most `budget`; no query may cost more than `cap`, where there is one.
    case cost(budget: Double, cap: Double?)
    /// A mean loss of quality of at most `level`, a difference, against `reference`, where the policy's answers are worse.
    case loss(reference: String, level: Double)
  }

  /// One policy, tested.
  public struct Test: Sendable, Equatable {
    /// The budget that it is tuned for; what it costs on the tuning part where it cannot do with less.
    public var budget: Double
    /// Its mean cost on the queries of the test.
    public var cost: Double
    /// Its mean quality there.
    public var quality: Double
    /// The mean of what is bounded: its cost, or what it loses.
    public var risk: Double
    /// The probability of so low a risk if the bound did not hold.
    public var p: Double

    /// A test with its numbers.
    ///
    /// - Parameters:
    ///   - budget: the budget that the policy is tuned for.
    ///   - cost: its mean cost.
    ///   - quality: its mean quality.
    ///   - risk: the mean of what is bounded.
    ///   - p: the p-value.
    public init(budget: Double, cost: Double, quality: Double, risk: Double, p: Double) {
      (self.budget, self.cost, self.quality, self.risk, self.p) = (budget, cost, quality, risk, p)
    }
  }

  /// What is promised.
  public var promise: Promise
  /// The confidence, between 0 and 1.
  public var confidence: Double
  /// The number of queries that every test rests on.
  public var queryCount: Int
  /// The tests, in order, up to the first that failed.
  public var tests: [Test]
  /// Where nothing is certified: with how many queries the safest policy would be; `nil` where with none.
  public var queriesNeeded: Int?

  /// The last policy that passed; `nil` where none did.
  public var certified: Test? { tests.last { $0.p <= 1 - confidence + 1e-12 } }

  /// A guarantee made of tests that were run before.
  ///
  /// - Parameters:
  ///   - promise: what is promised.
  ///   - confidence: the confidence.
  ///   - queryCount: the number of queries of the tests.
  ///   - tests: the tests, in order.
  public init(_ promise: Promise, confidence: Double, queryCount: Int, tests: [Test]) {
    (self.promise, self.confidence, self.queryCount, self.tests) = (promise, confidence, queryCount, tests)
  }

  /// The number of budgets between the safest and the boldest.
  private static let stepCount = 20

  /// Tunes and tests policies on the test part of `fitted`, which must not have been used for anything else.
  ///
  /// - Parameters:
  ///   - promise: what is to be promised.
  ///   - confidence: with which confidence.
  ///   - fitted: traces with estimates, in parts.
  ///   - tuner: tunes a strategy for a budget.
  ///   - seed: the seed of the draws between tie rules, and of the resampling.
  ///   - task: cancellation and progress of the computation.
  /// - Returns: the guarantee, and the certified policy with its outcomes; `nil` where none is.
  /// - Throws: `RoutingError.cancelled`, and errors of the strategy.
  public static func certify(
    _ promise: Promise, confidence: Double, on fitted: FittedTraces, tuner: any Tuner, seed: UInt64, task: TaskContext
  ) throws(RoutingError) -> (guarantee: Guarantee, certified: (tuned: TunedPolicy, outcomes: Outcomes)?) {
    let data = fitted.data
    let delta = 1 - confidence
    var guarantee = Guarantee(promise, confidence: confidence, queryCount: data.test.count, tests: [])
    var certified: (tuned: TunedPolicy, outcomes: Outcomes)?
    let budgets = budgets(promise, data)
    for (step, budget) in budgets.enumerated() {
      let task = task.step(step, of: budgets.count)
      var tuned = try tuner.policy(budget: budget, task: task)
      if !tuned.isReachable {
        // Below the cheapest point that the strategy reaches there is but that: it is tested once, for what it costs.
        tuned.budget = try tuned.outcomes(on: data.tuningRows, of: fitted, task: task.untold).meanCost
        tuned.isReachable = true
      }
      if let budget = tuned.budget, guarantee.tests.last?.budget == budget { continue }
      let outcomes: Outcomes
      let risks: [Double]
      let p: Double
      switch promise {
      case .cost(let budget, let cap):
        if let cap { tuned = tuned.capped(at: cap) }
        outcomes = try tuned.outcomes(on: data.test, of: fitted, task: task.untold)
        risks = outcomes.cost
        p = try CostBound.pValue(of: risks, budget: budget, cap: cap, delta: delta, seed: seed, task: task.untold)
        if step == 0, p > delta {
          guarantee.queriesNeeded = try CostBound.queriesNeeded(
            of: risks, budget: budget, cap: cap, delta: delta, seed: seed, task: task.untold)
        }
      case .loss(let reference, let level):
        let model = data.models.firstIndex(of: reference)!
        outcomes = try tuned.drawnOutcomes(on: data.test, of: fitted, seed: seed, task: task.untold)
        risks = data.test.indices.map { place in
          max(0, data.quality[data.test[place] * data.modelCount + model] - outcomes.quality[place])
        }
        p = RiskBound.pValue(of: risks, level: level)
        if step == 0, p > delta {
          guarantee.queriesNeeded = RiskBound.queriesNeeded(
            risk: risks.mean, isBinary: risks.allSatisfy { $0 == 0 || $0 == 1 }, level: level, delta: delta)
        }
      }
      guarantee.tests.append(
        Test(
          budget: tuned.budget ?? budget, cost: outcomes.meanCost, quality: outcomes.meanQuality, risk: risks.mean, p: p
        ))
      if p > delta + 1e-12 { break }
      certified = (tuned, outcomes)
    }
    return (guarantee, certified)
  }

  /// The budgets to try, from the safest to the boldest; from the tuning part, so that test queries choose neither budgets
  /// nor their order.
  private static func budgets(_ promise: Promise, _ data: Dataset) -> [Double] {
    let costs = data.means(of: data.cost, over: data.tuningRows)
    let cheapest = costs.min()!
    switch promise {
    case .cost(let budget, _):
      if cheapest >= budget { return [budget] }
      return (0...stepCount).map { cheapest + (budget - cheapest) * Double($0) / Double(stepCount) }
    case .loss(let reference, _):
      let dearest = costs[data.models.firstIndex(of: reference)!]
      if dearest <= cheapest * (1 + 1e-9) { return [dearest] }
      return (0...stepCount).map { dearest - (dearest - cheapest) * Double($0) / Double(stepCount) }
    }
  }
}
