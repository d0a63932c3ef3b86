import Mathematics
import Routing
import Testing
import Traces

@Suite struct LevelMetricTests {
  /// The frontier of model 0 alone beside model 1, on test queries of the given costs and qualities.
  private func metric(
    _ level: FrontierLevel, cheap: (Int) -> (cost: Double, quality: Double),
    dear: (Int) -> (cost: Double, quality: Double), queries: Int = 400
  ) throws -> LevelMetric {
    let rows = (0..<queries).map { [cheap($0), dear($0)] }
    let first = [(cost: 0.0, quality: 0.0), (cost: 9.0, quality: 1.0)]
    let data = try SmallTraces.parted(
      ([first] + rows).map { $0.map(\.quality) }, ([first] + rows).map { $0.map(\.cost) },
      ["train"] + rows.map { _ in "test" })
    let fitted = SmallTraces.truthful(data)
    let frontiers = try Sweep.frontiers(
      of: [("single:m0", SingleStrategy(model: 0))], on: fitted, budgets: .list([1]), task: .unobserved)
    let samples = try Bootstrap(count: 2000, seed: 5)
      .values(of: frontiers, on: fitted, at: [level], task: .unobserved)
    return LevelMetric(of: frontiers, at: level, samples: samples)
  }

  @Test func intervalsArePaired() throws {
    // Whatever is drawn, the frontier's cost is half of the model's and its quality the same.
    let metric = try metric(
      .quality(.model(1)), cheap: { (Double(1 + $0 % 7), 0.75) }, dear: { (Double(2 * (1 + $0 % 7)), 0.75) })
    let ratio = try #require(metric.against(model: 1, 0))
    #expect([ratio.estimate, ratio.low, ratio.high].allSatisfy { abs($0 - 0.5) < 1e-12 })
    let cost = try #require(metric.value(0))
    #expect(cost.low < cost.estimate - 0.1 && cost.high > cost.estimate + 0.1)
    #expect(metric.comparable == [0, 1])
  }

  @Test func theIntervalOfACostRatioHasTheTextbookWidth() throws {
    // Costs 1 and 3 against 4: mean .5, standard error 1/(4 sqrt(400)).
    let metric = try metric(.quality(.model(1)), cheap: { ($0 % 2 == 0 ? 1 : 3, 0.75) }, dear: { _ in (4, 0.75) })
    let ratio = try #require(metric.against(model: 1, 0))
    #expect(ratio.estimate == 0.5)
    #expect(abs(ratio.low - (0.5 - 1.96 / 80)) < 0.003 && abs(ratio.high - (0.5 + 1.96 / 80)) < 0.003)
  }

  @Test func whatIsNotReachedIsTold() throws {
    let metric = try metric(.quality(.number(0.7)), cheap: { _ in (1, 0.5) }, dear: { _ in (4, 0.8) })
    #expect(metric.value(0) == nil && metric.against(model: 1, 0) == nil)
    #expect(metric.comparable == [1])
    // The line from (1, .5) to (4, .8).
    #expect(try abs(#require(metric.value(1)).estimate - 3) < 1e-12)
  }

  @Test func whatSomeResamplesDoNotReachHasNoUpperEnd() throws {
    let metric = try metric(.quality(.number(0.5)), cheap: { (1, Double($0 % 2)) }, dear: { _ in (4, 1) })
    let cost = try #require(metric.value(0))
    #expect(cost.estimate == 1 && cost.low == 1 && cost.high == .infinity)
  }

  @Test func qualityAtACost() throws {
    let metric = try metric(.cost(.number(2)), cheap: { _ in (1, 0.5) }, dear: { _ in (4, 0.8) })
    #expect(metric.comparable == [0])
    // Model 0 whatever the budget; the line between both models is at .6.
    #expect(try abs(#require(metric.value(1)).estimate - 0.6) < 1e-12)
    #expect(try abs(#require(metric.againstBaseline(0)).estimate + 0.1) < 1e-12)
    #expect(try #require(metric.against(model: 0, 0)).estimate == 0)
  }
}
