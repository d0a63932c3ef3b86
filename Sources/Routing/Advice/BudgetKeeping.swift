/// Whether a mean cost that was measured keeps a budget (method, section 9).
///
/// What is tuned to a budget costs about that on other queries, by chance a little more or less.
public enum BudgetKeeping: Sendable, Equatable {
  /// It is at most one standard error above the budget, and at most 5%.
  case kept
  /// It is farther above, and its 95% interval reaches down to the budget.
  case undecided
  /// Its 95% interval lies above the budget.
  case broken

  /// What may be spent too much, by chance, as a share of the budget.
  private static let tolerance = 0.05

  /// Judges a mean cost.
  ///
  /// - Parameters:
  ///   - over: the mean cost less the budget.
  ///   - error: its standard error.
  ///   - budget: the budget, of which a millionth does not count.
  package init(over: Interval, error: Double, budget: Double) {
    let slack = 1e-6 * budget
    if over.estimate <= min(error, Self.tolerance * budget) + slack {
      self = .kept
    } else {
      self = over.low > slack ? .broken : .undecided
    }
  }
}
