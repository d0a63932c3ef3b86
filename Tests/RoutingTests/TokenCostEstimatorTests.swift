import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct TokenCostEstimatorTests {
  /// A token costs model a 1 in and 2 out, model b 2 in and 10 out; on s they paid more than that.
  private func data(output: [Double] = [10, 1, 20, 2, 30, 6, 50, 4]) throws -> Dataset {
    try SmallTraces.tokens(
      input: [100, 100, 50, 40, 10, 30, 20, 25], output: output, cost: [120, 210, 90, 100, 70, 120, 121, 91])
  }

  @Test func byHand() throws {
    let data = try data()
    let estimates = try TokenCostEstimator().fit(data, task: .unobserved)
    // Mean lengths 20 and 3 before an answer; then what was seen.
    let start: [Double] = [20 + 2 * 20, 2 * 25 + 10 * 3]
    #expect(
      isClose(
        try SmallTraces.costs(estimates, data, order: [0, 1]), [start, [121, 50 + 500], [121, 91]], within: 1e-9))
    #expect(
      isClose(try SmallTraces.costs(estimates, data, order: [1, 0]), [start, [20 + 8, 91], [121, 91]], within: 1e-9))
  }

  @Test func givenPricesAreTaken() throws {
    let data = try data()
    let estimator = try CostEstimators.estimator(
      EstimatorArguments(estimator: "tokens", values: ["price-in": "1e6,0", "price-out": "0,-1e6"]))
    let costs = try SmallTraces.costs(try estimator.fit(data, task: .unobserved), data, order: [])
    #expect(isClose(costs, [[20, -3]], within: 1e-9))  // negative prices are used as they are
    #expect(
      throws: RoutingError.invalidParameter("--price-in", found: "1 number", allowed: "2, one per model of the pool")
    ) { try TokenCostEstimator(prices: ([1], [1, 2])).fit(data, task: .unobserved) }
  }

  @Test func missingLengthsAreTheMean() throws {
    let data = try data(output: [10, 1, 20, 2, 30, 6, .nan, 4])
    let estimates = try TokenCostEstimator().fit(data, task: .unobserved)
    #expect(isClose(try SmallTraces.costs(estimates, data, order: [0]), [[60, 80], [121, 80]], within: 1e-9))
  }

  @Test func tokensAreNeeded() throws {
    #expect(throws: RoutingError.self) {
      try TokenCostEstimator().fit(try EvidenceTraces.simulated(models: 2), task: .unobserved)
    }
    #expect(throws: RoutingError.self) {
      try TokenCostEstimator().fit(
        try data(output: [.nan, 1, .nan, 2, .nan, 6, 1, 4]), task: .unobserved)
    }
  }

  @Test("On MMLU, where answers are a letter, prices per token tell what is paid", .enabled(if: SharedData.hasTraces))
  func mmlu() throws {
    let data = try EvidenceTraces.mmlu()
    let estimates = try TokenCostEstimator().fit(data, task: .unobserved)
    var belief = Belief(modelCount: 4)
    for row in data.test {
      estimates.start(row, &belief)
      for model in 0..<4 { #expect(abs(belief.cost[model] / data.cost[row * 4 + model] - 1) < 0.03) }
    }
  }
}
