import Glibc
import Mathematics
import Routing
import Testing

@Suite struct CostBoundTests {
  private func p(_ costs: [Double], _ budget: Double, cap: Double? = nil) throws -> Double {
    try CostBound.pValue(of: costs, budget: budget, cap: cap, delta: 0.05, seed: 1, task: .unobserved)
  }

  /// With a cap the p-value is that of the shares of the cap; with no cost at all, (1 - 2/8)^50.
  @Test func underACap() throws {
    #expect(abs(try p([Double](repeating: 0, count: 50), 2, cap: 8) - pow(0.75, 50)) < 1e-15)
    #expect(try p([1, 8, 3], 3, cap: 8) == RiskBound.hoeffdingBentkus(risk: 0.5, of: 3, level: 0.375))
    // A cap below the budget keeps it by itself.
    #expect(try p([1, 2, 2], 3, cap: 2) == 0)
  }

  @Test func fewQueriesSayNothing() throws {
    #expect(try p((0..<29).map { Double($0 % 2) }, 100) == 1)
    #expect(try p([Double](repeating: 2, count: 30), 2) == 0 && p([Double](repeating: 2, count: 30), 1.9) == 1)
  }

  /// Symmetric costs of many queries: the p-value is that of a t-test, P(T < -2) and P(T < 1).
  @Test(arguments: [(-2.0, 0.0228), (1.0, 0.8413)]) func agreesWithTheNormal(deviations: Double, expected: Double)
    throws
  {
    let costs = (0..<2000).map { 1 + Double($0 % 5) }
    let error = costs.standardDeviation / Double(costs.count).squareRoot()
    #expect(abs(try p(costs, costs.mean - deviations * error) - expected) < 0.012)
  }

  /// Log-normal costs with the true mean as the budget: rejected in at most 5% of 150 worlds of 100 queries, within three
  /// standard errors (15 worlds); a normal interval errs more often.
  @Test func skewedCosts() throws {
    let key = RandomKey(seed: 5, purpose: "costs")
    var (own, normal) = (0, 0)
    for world in 0..<150 {
      let costs = (0..<100).map { exp(0.5 * key.mixing(world).mixing($0).normal) }
      if try p(costs, exp(0.125)) <= 0.05 { own += 1 }
      let error = costs.standardDeviation / 100.0.squareRoot()
      if costs.mean + 1.645 * error <= exp(0.125) { normal += 1 }
    }
    #expect(own <= 15 && own <= normal, "\(own) \(normal)")
  }
}
