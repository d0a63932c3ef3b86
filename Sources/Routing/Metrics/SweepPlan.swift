import Mathematics
import Traces

/// What a sweep is to compute: strategies, traces and budgets.
package struct SweepPlan: Sendable {
  /// The names of the strategies, which their curves get.
  package var names: [String] { strategies.map(\.name) }
  /// The pool.
  package var models: [String] { fitted.data.models }
  /// The budgets, in the unit of the traces' costs.
  package let budgets: [Double]
  /// The traces with estimates.
  let fitted: FittedTraces
  /// Where outcomes are missing, the same with what every model is worth on every query, for strategies that run one model.
  let valued: FittedTraces?

  private let strategies: [(name: String, strategy: any Strategy)]
  /// The rows of both on which prices are chosen.
  private let tuning: FittedTraces, valuedTuning: FittedTraces?

  /// A plan of a sweep; see `Sweep.frontiers` for its parameters.
  package init(
    _ strategies: [(name: String, strategy: any Strategy)], on fitted: FittedTraces, valued: FittedTraces? = nil,
    tuneRows: (limit: Int, seed: UInt64)? = nil, budgets: Budgets
  ) {
    func sample(_ fitted: FittedTraces) -> FittedTraces {
      tuneRows.map { fitted.sampled(atMost: $0.limit, seed: $0.seed) } ?? fitted
    }
    self.strategies = strategies
    (self.fitted, self.valued) = (fitted, valued)
    (tuning, valuedTuning) = (sample(fitted), valued.map(sample))
    self.budgets = budgets.values(singles: Sweep.singles(of: fitted.data))
  }

  /// The strategy at a place.
  package func strategy(_ place: Int) -> any Strategy { strategies[place].strategy }

  /// The policies of the strategy at a place, one per budget.
  ///
  /// - Throws: `RoutingError.unsuitable` where it cannot run on these traces, `RoutingError.cancelled`.
  package func tuned(_ place: Int, task: TaskContext) throws(RoutingError) -> [TunedPolicy] {
    let traces = Strategies.runsOneModel(strategies[place].name) ? valuedTuning ?? tuning : tuning
    let tuner = try strategies[place].strategy.tuner(for: traces, task: task.step(0, of: 2))
    return try tuner.policies(budgets: budgets, task: task.step(1, of: 2))
  }
}
