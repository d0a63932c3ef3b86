import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct RegressionCostEstimatorTests {
  private func data() throws -> Dataset {
    try SmallTraces.tokens(
      input: [Double](repeating: 1, count: 8), output: [Double](repeating: 1, count: 8),
      cost: [1, 10, 2, 10, 3, 40, 4, 7], prompts: ["x", "xx", "xxx", "xxxxx"])
  }

  @Test func byHand() throws {
    let data = try data()
    let estimates = try RegressionCostEstimator(ridge: 0).fit(data, task: .unobserved)
    // On the length: a costs as many as letters, b 20 + 15 (letters - 2). On each other's cost: b = 20 + 15 (a - 2),
    // a = 2 + (b - 20)/20.
    let start: [Double] = [5, 20 + 15 * 3]
    #expect(isClose(try SmallTraces.costs(estimates, data, order: [0, 1]), [start, [4, 50], [4, 7]], within: 1e-9))
    #expect(
      isClose(
        try SmallTraces.costs(estimates, data, order: [1, 0]), [start, [2 - 13 / 20.0, 7], [4, 7]], within: 1e-9))
  }

  @Test func thePenaltyShrinksTowardsTheMean() throws {
    let data = try data()
    let estimates = try RegressionCostEstimator(ridge: 3).fit(data, task: .unobserved)
    // Standardised features of three rows have squares that add up to 3: a ridge of 3 halves the slope.
    #expect(isClose(try SmallTraces.costs(estimates, data, order: [0]), [[3.5, 42.5], [4, 35]], within: 1e-9))
  }

  @Test func promptsAreNeeded() throws {
    let bare = try SmallTraces.tuning(qualities: [[1]], costs: [[1]])
    #expect(throws: RoutingError.self) { try RegressionCostEstimator().fit(bare, task: .unobserved) }
  }
}
