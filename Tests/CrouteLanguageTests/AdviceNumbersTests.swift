import CrouteLanguage
import Routing
import Testing

@Suite struct AdviceNumbersTests {
  /// What is said where 41 resamples lie evenly from `low` to `high`.
  private func excess(_ estimate: Double, _ low: Double, _ high: Double, over budget: Double) -> String? {
    let resampled = (0...40).map { low + (high - low) * Double($0) / 40 }
    return AdviceNumbers.excess(Interval(estimate: estimate, resampled: resampled), over: budget, "USD")
  }

  /// 5.2 is 4% more than 5. Of 41 values from -0.2 to 0.6 in steps of 0.02 the second and the last but one are -0.18 and 0.58: 3.6%
  /// less and 11.6% more, of which two digits are told.
  @Test func aCostAboveTheBudgetIsSaid() {
    #expect(
      excess(0.2, -0.2, 0.6, over: 5) == "4% more than the budget of 5 USD (95%: 3.6% less to 12% more)")
    #expect(excess(7.5, 7.5, 7.5, over: 5) == "150% more than the budget of 5 USD (95%: 150% more to 150% more)")
    #expect(excess(0.1, 0.1, 0.1, over: 0) == "above the budget of 0 USD")
  }

  @Test func aCostWithinTheBudgetIsNot() {
    #expect(excess(0, -1, 1, over: 5) == nil && excess(-0.5, -1, 1, over: 5) == nil)
    #expect(excess(4e-6, -1, 1, over: 5) == nil && excess(0, 0, 0, over: 0) == nil)
  }
}
