import Mathematics
import Routing
import Testing
import Traces

@Suite struct BudgetKeepingTests {
  private func keeping(_ estimate: Double, _ range: [Double], error: Double, budget: Double = 5) -> BudgetKeeping {
    BudgetKeeping(over: Interval(estimate: estimate, resampled: range), error: error, budget: budget)
  }

  /// A standard error of 0.1, an interval of 0.2 on both sides: 0.09 above is kept, 0.11 is not, 0.3 surely not. A millionth does not
  /// count.
  @Test func aStandardErrorAboveIsKept() {
    #expect(keeping(-1, [-1.2, -0.8], error: 0.1) == .kept && keeping(0.09, [-0.11, 0.29], error: 0.1) == .kept)
    #expect(keeping(0.11, [-0.09, 0.31], error: 0.1) == .undecided && keeping(0.3, [0.1, 0.5], error: 0.1) == .broken)
    #expect(keeping(4e-6, [4e-6, 4e-6], error: 0) == .kept && keeping(6e-6, [6e-6, 6e-6], error: 0) == .broken)
    #expect(keeping(0, [0, 0], error: 0, budget: 0) == .kept && keeping(1, [1, 1], error: 0, budget: 0) == .broken)
  }

  /// 0.3 above 5 is 6%: too much, however little these queries tell.
  @Test func fivePerCentAboveIsTheMost() {
    #expect(keeping(0.24, [-2, 3], error: 1) == .kept && keeping(0.3, [-2, 3], error: 1) == .undecided)
  }

  /// `best` serves all of 40 queries for these costs, where 5 may be spent; the model to beat is `good`, wrong on 12 of them.
  private func evidence(_ costs: [Double]) throws -> AdviceEvidence {
    let fitted = try AdvisorTests.three(faults: 12)
    var advice = try Advisor(.budget(5), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    // Not one of the single models alone.
    advice.choice = 3
    advice.outcomes = Outcomes(
      cost: costs, quality: [Double](repeating: 1, count: 40), ran: [0, 0, 40], answered: [0, 0, 40], repeatMeans: [])
    return try AdviceEvidence(
      of: advice, for: .budget(5), on: fitted.data, bootstrap: Bootstrap(count: 1000), task: .unobserved)
  }

  /// The difference in quality, 0.3, is more than chance: all that is lost is lost by `good`. What is bought for the budget is a gain.
  @Test func whatCostsTheBudgetIsAGain() throws {
    let found = try evidence([Double](repeating: 5, count: 40))
    #expect(found.verdict == .gain && found.overBudget?.keeping == .kept)
    #expect(try #require(found.overBudget).cost == Interval(estimate: 0, resampled: [0]))
  }

  /// Costs that do not vary leave nothing to chance.
  @Test func whatSurelyCostsMoreIsNone() throws {
    let found = try evidence([Double](repeating: 5.1, count: 40))
    #expect(found.verdict == .none && found.overBudget?.keeping == .broken)
    #expect(abs(try #require(found.overBudget).cost.estimate - 0.1) < 1e-9)
  }

  /// Costs that are 1 above and below their mean in turn have a standard error of 1 / sqrt(40) = 0.158 or, as folds are drawn first,
  /// more. A mean 1% above the budget of 5 is within it; 5.2% are more than 5%, and less than what chance may make of it.
  @Test func byChanceACostMayBeALittleAbove() throws {
    func turns(_ mean: Double) -> [Double] { (0..<40).map { mean + ($0 % 2 == 0 ? 1 : -1) } }
    let near = try evidence(turns(5.05))
    #expect(near.verdict == .gain && near.overBudget?.keeping == .kept)
    let far = try evidence(turns(5.26))
    #expect(far.verdict == .undecided && far.overBudget?.keeping == .undecided)
    #expect(try #require(far.overBudget).cost.low < 0)
    #expect(try evidence(turns(6)).verdict == .none)
    // 5 above and below: a mean of 5.5 is within a standard error, 0.79, but 10% is too much to call it kept.
    let rough = try evidence((0..<40).map { 5.5 + ($0 % 2 == 0 ? 5 : -5) })
    #expect(rough.verdict == .undecided && rough.overBudget?.keeping == .undecided)
  }

  /// A goal without a budget asks nothing of it.
  @Test func aQualityHasNoBudget() throws {
    let fitted = try AdvisorTests.three(faults: 1)
    let advice = try Advisor(.within(0.1), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    let found = try AdviceEvidence(
      of: advice, for: .within(0.1), on: fitted.data, bootstrap: Bootstrap(count: 50), task: .unobserved)
    #expect(found.overBudget == nil)
  }
}
