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
  ///   - budgets: the budgets, in the unit of the traces' costs.
  ///   - leavesOutUnsuitable: whether a strategy that cannot run on these traces is left out, with the reason.
  ///   - keepsFinished: whether an interruption ends the sweep with the strategies that are done, if any is.
  ///   - task: cancellation and progress of the computation.
  public static func frontiers(
    of strategies: [(name: String, strategy: any Strategy)], on fitted: FittedTraces, budgets: Budgets,
    leavesOutUnsuitable: Bool = false, keepsFinished: Bool = false, task: TaskContext
  ) throws(RoutingError) -> SweepCurves {
    let values = budgets.values(singles: singles(of: fitted.data))
    return try frontiers(
      strategies.map(\.name), on: fitted, budgets: values, leavesOutUnsuitable: leavesOutUnsuitable,
      keepsFinished: keepsFinished, task: task
    ) {
      index, task throws(RoutingError) in
      let count = values.count + 1
      let tuner = try strategies[index].strategy.tuner(for: fitted, task: task.step(0, of: count))
      var tuned: [TunedPolicy] = []
      for (index, budget) in values.enumerated() {
        tuned.append(try tuner.policy(budget: budget, task: task.step(index + 1, of: count)))
      }
      return tuned
    }
  }

  /// The frontiers of tuned policies, measured on the test part of `fitted`.
  ///
  /// - Parameters:
  ///   - task: cancellation and progress of the computation.
  ///   - fitted: traces with estimates fitted to them.
  ///   - policies: for each strategy one policy per budget.
  ///   - budgets: the budgets they were tuned for.
  public static func frontiers(
    of policies: [(name: String, tuned: [TunedPolicy])], on fitted: FittedTraces, budgets: [Double], task: TaskContext
  ) throws(RoutingError) -> SweepCurves {
    try frontiers(policies.map(\.name), on: fitted, budgets: budgets, task: task) { index, _ in policies[index].tuned }
  }

  /// The frontiers of the policies that `tune` returns for each strategy, with all budgets of one in one pass over the
  /// test part.
  private static func frontiers(
    _ names: [String], on fitted: FittedTraces, budgets: [Double], leavesOutUnsuitable: Bool = false,
    keepsFinished: Bool = false, task: TaskContext,
    tune: (_ strategy: Int, TaskContext) throws(RoutingError) -> [TunedPolicy]
  ) throws(RoutingError) -> SweepCurves {
    let singles = singles(of: fitted.data)
    var curves: [SweepCurves.Curve] = []
    var leftOut: [(name: String, reason: String)] = []
    var interrupted: [String] = []
    for (index, name) in names.enumerated() {
      let task = task.step(index, of: names.count)
      task.progress(0)
      let tuned: [TunedPolicy]
      let outcomes: [Outcomes]
      do {
        tuned = try tune(index, task.step(0, of: 2))
        outcomes = try tuned.outcomes(on: fitted.data.test, of: fitted, task: task.step(1, of: 2))
      } catch {
        if keepsFinished, error == .cancelled, !curves.isEmpty {
          interrupted = Array(names[index...])
          break
        }
        guard leavesOutUnsuitable, case .unsuitable(_, let reason) = error else { throw error }
        leftOut.append((name, reason))
        continue
      }
      let points = zip(tuned, outcomes).map { FrontierPoint(tuned: $0, outcomes: $1) }
      let area = Frontier.area(under: points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) }, singles: singles)
      curves.append(SweepCurves.Curve(name: name, points: points, area: area))
    }
    return SweepCurves(
      budgets: budgets, curves: curves, singles: singles, linearBaseline: Frontier.linearBaseline(singles: singles),
      leftOut: leftOut, interrupted: interrupted)
  }
}
