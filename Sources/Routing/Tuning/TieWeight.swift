/// The share of queries for the high-cost rule such that the mean cost equals the budget: gamma of theorem 1.
func tieWeight(budget: Double, cheap: Double, dear: Double) -> Double {
  dear > cheap ? min(1, max(0, (budget - cheap) / (dear - cheap))) : 0
}
