import Mathematics
import Traces

/// Tunes and measures strategies over budgets.
public enum Sweep {
  /// Mean cost and quality over the test part of each model by itself, in pool order; adjusted where outcomes are missing.
  public static func singles(of data: Dataset) -> [(cost: Double, quality: Double)] {
    SingleModels(data, on: data.test).means
  }

  /// The frontiers of `strategies` on `fitted`.
  ///
  /// - Parameters:
  ///   - strategies: the strategies, with the names that their curves get.
  ///   - fitted: the traces with estimates.
  ///   - valued: where outcomes are missing, the same with what every model is worth on every query: strategies that run one
  ///     model per query are tuned and measured on these. By default all are on `fitted`.
  ///   - tuneRows: how many train and tune rows prices are chosen on at most, and the seed by which these are drawn; `nil`
  ///     for all.
  ///   - budgets: the budgets, in the unit of the traces' costs.
  ///   - leavesOutUnsuitable: whether a strategy that cannot run on these traces is left out, with the reason.
  ///   - keepsFinished: whether an interruption ends the sweep with the strategies that are done, if any is.
  ///   - task: cancellation and progress of the computation.
  public static func frontiers(
    of strategies: [(name: String, strategy: any Strategy)], on fitted: FittedTraces, valued: FittedTraces? = nil,
    tuneRows: (limit: Int, seed: UInt64)? = nil, budgets: Budgets, leavesOutUnsuitable: Bool = false,
    keepsFinished: Bool = false, task: TaskContext
  ) throws(RoutingError) -> SweepCurves {
    try frontiers(
      of: SweepPlan(strategies, on: fitted, valued: valued, tuneRows: tuneRows, budgets: budgets),
      leavesOutUnsuitable: leavesOutUnsuitable, keepsFinished: keepsFinished, task: task)
  }

  /// The frontiers of a plan.
  ///
  /// - Parameters:
  ///   - plan: the strategies, traces and budgets.
  ///   - leavesOutUnsuitable: whether a strategy that cannot run on these traces is left out, with the reason.
  ///   - keepsFinished: whether an interruption ends the sweep with the strategies that are done, if any is.
  ///   - task: cancellation and progress of the computation.
  ///   - known: the policies of the strategy at a place, where they were tuned elsewhere; `nil` where they are to be tuned.
  package static func frontiers(
    of plan: SweepPlan, leavesOutUnsuitable: Bool = false, keepsFinished: Bool = false, task: TaskContext,
    known: @escaping @Sendable (_ place: Int) throws(RoutingError) -> [TunedPolicy]? = { _ in nil }
  ) throws(RoutingError) -> SweepCurves {
    try frontiers(
      plan.names, on: plan.fitted, valued: plan.valued, budgets: plan.budgets, leavesOutUnsuitable: leavesOutUnsuitable,
      keepsFinished: keepsFinished, task: task
    ) { place, task throws(RoutingError) in
      if let policies = try known(place) { return policies }
      return try plan.tuned(place, task: task)
    }
  }

  /// The frontiers of tuned policies, measured on the test part of `fitted`.
  ///
  /// - Parameters:
  ///   - task: cancellation and progress of the computation.
  ///   - fitted: traces with estimates fitted to them.
  ///   - policies: for each strategy one policy per budget.
  ///   - valued: the traces on which those that run one model per query are measured, where they are others.
  ///   - budgets: the budgets they were tuned for.
  public static func frontiers(
    of policies: [(name: String, tuned: [TunedPolicy])], on fitted: FittedTraces, valued: FittedTraces? = nil,
    budgets: [Double], task: TaskContext
  ) throws(RoutingError) -> SweepCurves {
    try frontiers(policies.map(\.name), on: fitted, valued: valued, budgets: budgets, task: task) { place, _ in
      policies[place].tuned
    }
  }

  /// The frontiers of the policies that `tune` returns for each strategy, with all budgets of one in one pass over the
  /// test part.
  private static func frontiers(
    _ names: [String], on fitted: FittedTraces, valued: FittedTraces?, budgets: [Double],
    leavesOutUnsuitable: Bool = false,
    keepsFinished: Bool = false, task: TaskContext,
    tune: @escaping @Sendable (_ strategy: Int, TaskContext) throws(RoutingError) -> [TunedPolicy]
  ) throws(RoutingError) -> SweepCurves {
    let singles = singles(of: fitted.data)
    let units = RowUnits(rowCount: fitted.data.test.count)
    let found = task.twoAtATime(of: names.count) { place, task throws(RoutingError) -> Found in
      let fitted = Strategies.runsOneModel(names[place]) ? valued ?? fitted : fitted
      do throws(RoutingError) {
        return .points(
          try points(of: tune(place, task.step(0, of: 2)), named: names[place], on: fitted, units, task.step(1, of: 2)))
      } catch {
        guard leavesOutUnsuitable, case .unsuitable(_, let reason) = error else { throw error }
        return .unsuitable(reason)
      }
    }
    var curves: [SweepCurves.Curve] = []
    var leftOut: [(name: String, reason: String)] = []
    var interrupted: [String] = []
    for (name, result) in zip(names, found) {
      switch result {
      case .success(.points(let points)):
        let area = Frontier.area(
          under: points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) }, singles: singles)
        curves.append(SweepCurves.Curve(name: name, points: points, area: area))
      case .success(.unsuitable(let reason)): leftOut.append((name, reason))
      case .failure(.cancelled): interrupted.append(name)
      case .failure(let error): throw error
      }
    }
    interrupted += names[found.count...]
    if !interrupted.isEmpty && (curves.isEmpty || !keepsFinished) { throw .cancelled }
    return SweepCurves(
      budgets: budgets, curves: curves, singles: singles, linearBaseline: Frontier.linearBaseline(singles: singles),
      leftOut: leftOut, interrupted: interrupted)
  }

  /// What became of a strategy: a point per budget, or the reason why it cannot run.
  private enum Found: Sendable {
    case points([FrontierPoint])
    case unsuitable(String)
  }

  /// What policies of one strategy do on the test part.
  private static func points(
    of tuned: [TunedPolicy], named name: String, on fitted: FittedTraces, _ units: RowUnits, _ task: TaskContext
  ) throws(RoutingError) -> [FrontierPoint] {
    let outcomes = try tuned.sums(on: fitted.data.test, units: units, of: fitted, task: task)
    var points: [FrontierPoint] = []
    for (tuned, outcomes) in zip(tuned, outcomes) {
      let overlap = try overlap(of: tuned, named: name, with: fitted, task)
      points.append(FrontierPoint(tuned: tuned, outcomes: outcomes, overlap: overlap))
    }
    return points
  }

  /// The overlap of a policy with the log that the traces are; `nil` where they are none.
  ///
  /// - Parameters:
  ///   - tuned: the policy.
  ///   - name: the spelling of its strategy.
  ///   - fitted: traces with estimates fitted to them.
  ///   - task: cancellation of the computation.
  /// - Throws: `RoutingError.unsuitable` where it is too little to say what the policy is worth, `RoutingError.cancelled`.
  public static func overlap(
    of tuned: TunedPolicy, named name: String, with fitted: FittedTraces, _ task: TaskContext
  ) throws(RoutingError) -> LogOverlap? {
    if fitted.data.log == nil { return nil }
    let overlap = try LogOverlap(of: tuned, on: fitted.data.test, of: fitted, task: task)
    if let reason = overlap.refusal(on: fitted.data) { throw .unsuitable(name, reason: reason) }
    return overlap
  }
}
