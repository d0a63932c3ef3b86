/// The rule for choices with equal trade-off (trade-offs are compared after rounding to 6 decimals).
public enum TieRule: Sendable, CaseIterable {
  /// The one with the lowest estimated cost.
  case lowestCost
  /// The one with the highest estimated cost.
  case highestCost
}
