import Mathematics
import Traces

/// What choosing inside the folds gains over the single model to beat, chosen there as well, with intervals over queries and
/// repeats, and the verdict.
public struct AdviceEvidence: Sendable {
  /// Whether something is gained.
  public enum Verdict: String, Sendable {
    /// The goal is met, and what it saves (or adds) is more than chance.
    case gain
    /// Nothing that was tried does better than a single model.
    case none
    /// These queries do not tell.
    case undecided

    /// What several seeds say: the verdict of at least nine in ten of them, undecided if there is none.
    public static func together(_ verdicts: [Verdict]) -> Verdict {
      verdicts.first { verdict in 10 * verdicts.count { $0 == verdict } >= 9 * verdicts.count } ?? .undecided
    }
  }

  /// Fewer queries than this decide nothing.
  public static let fewestQueries = 30

  /// A share of the reference's cost from which on nothing worth mentioning is saved.
  public static let negligibleShare = 0.95

  /// The advice's quality less that of the reference; `nil` without one.
  public let quality: Interval?
  /// The advice's cost as a share of the reference's; `nil` without one, or where that costs nothing.
  public let costShare: Interval?
  /// The advice's quality less the level to reach; `nil` where the goal is a budget.
  public let overLevel: Interval?
  /// What it gains in quality less what its cost is worth between the cheapest model and the best: mixing the two gains
  /// nothing in this sense. Where the goal is a quality, what it saves in cost. `nil` without a reference.
  public let worth: Interval?
  /// The advice's cost less the budget, and whether that is kept; `nil` where the goal is a quality.
  public let overBudget: (cost: Interval, keeping: BudgetKeeping)?
  /// Whether something is gained.
  public let verdict: Verdict

  /// Weighs `advice` by its outcomes on all of `data`.
  ///
  /// - Throws: `RoutingError.cancelled`.
  public init(
    of advice: Advisor.Advice, for goal: AdviceGoal, on data: Dataset, bootstrap: Bootstrap, task: TaskContext
  ) throws(RoutingError) {
    let own = advice.outcomes
    let model = advice.reference
    let nothing = [Double](repeating: 0, count: own.count)
    let other = advice.outcomesOfReference ?? Outcomes(modelCount: data.modelCount)
    let columns =
      [own.quality, own.cost] + (model == nil ? [nothing, nothing] : [other.quality, other.cost])
    let means = columns.map(\.mean)
    let samples = try bootstrap.means(
      of: columns, repeats: [own, other].flatMap { [$0.repeatMeans.map(\.quality), $0.repeatMeans.map(\.cost)] },
      folds: data.testFolds, task: task)
    func interval(_ value: ([Double]) -> Double) -> Interval {
      Interval(estimate: value(means), resampled: samples.map(value))
    }
    quality = model == nil ? nil : interval { $0[0] - $0[2] }
    costShare = model == nil || means[3] <= 0 ? nil : interval { $0[1] / $0[3] }
    switch goal {
    case .within(let margin): overLevel = interval { $0[0] - (1 - margin) * $0[2] }
    case .quality(let level): overLevel = interval { $0[0] - level }
    case .budget: overLevel = nil
    }
    if case .budget(let budget) = goal {
      let over = interval { $0[1] - budget }
      let keeping = BudgetKeeping(over: over, error: samples.map { $0[1] }.standardDeviation, budget: budget)
      overBudget = (over, keeping)
    } else {
      overBudget = nil
    }
    let target = advice.target
    worth =
      model == nil
      ? nil : interval { target.value(quality: $0[0], cost: $0[1]) - target.value(quality: $0[2], cost: $0[3]) }
    let singles = advice.trials.filter(\.candidate.isSingle).map(\.chosenCount).reduce(0, +)
    // A single model other than the one to beat is judged like any other choice.
    let isNothingNew = advice.trials[advice.choice].candidate.isSingle && (model == nil || advice.choice == model)
    let isEnough = data.test.count >= Self.fewestQueries
    let saves = (costShare?.high ?? 1) < 1 && (overLevel?.estimate ?? -1) >= 0 && (worth?.low ?? 0) > 0
    let gains = overLevel == nil ? (quality?.low ?? 0) > 0 : saves
    if advice.isLate || overBudget?.keeping == .broken {
      verdict = .none
    } else if isNothingNew {
      verdict = (2 * singles >= advice.foldCount && !gains) || !isEnough ? .none : .undecided
    } else if !isEnough {
      verdict = .undecided
    } else if let overLevel {
      // What costs nothing leaves nothing to save.
      let isFree = model != nil && costShare == nil
      if overLevel.high < 0 || isFree || (costShare?.estimate ?? 0) >= 1
        || (costShare?.low ?? 0) > Self.negligibleShare
      {
        verdict = .none
      } else {
        verdict = saves || (model == nil && overLevel.low >= 0) ? .gain : .undecided
      }
    } else if let quality {
      verdict =
        quality.estimate <= 0 ? .none : quality.low > 0 && overBudget?.keeping == .kept ? .gain : .undecided
    } else {
      verdict = .undecided
    }
  }
}
