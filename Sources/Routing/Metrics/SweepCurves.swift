/// Strategies' frontiers: tuned for each budget on the tuning part, measured on the test part.
public struct SweepCurves: Sendable {
  /// One strategy's frontier.
  public struct Curve: Sendable {
    /// The canonical name of the strategy.
    public var name: String
    /// One point per budget, in the order of the budgets.
    public var points: [FrontierPoint]
    /// The area under the points, on a scale of 100.
    public var area: Double
  }

  /// The budgets, ascending.
  public var budgets: [Double]
  /// The strategies, in the requested order.
  public var curves: [Curve]
  /// Mean test cost and quality of each model, in pool order.
  public var singles: [(cost: Double, quality: Double)]
  /// The area under the hull of the single models.
  public var linearBaseline: Double
  /// The strategies that cannot run on these traces, with the reason, where such are left out.
  public var leftOut: [(name: String, reason: String)] = []
  /// The strategies that were not begun or not finished when the sweep was interrupted.
  public var interrupted: [String] = []
  /// Whether all models cost the same, so that areas between the cheapest and the dearest say nothing.
  public var haveEqualCosts: Bool { Frontier.areEqual(singles.map(\.cost)) }
}

/// One budget of a frontier.
public struct FrontierPoint: Sendable {
  /// The policy chosen for the budget.
  public var tuned: TunedPolicy
  /// Its outcomes on the test part, in expectation over the draw between the tie rules.
  public var outcomes: OutcomeSums
  /// How far the log bears on the policy, where the traces are a log.
  public var overlap: LogOverlap?
}
