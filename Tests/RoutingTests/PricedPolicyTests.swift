import Mathematics
import Routing
import Testing
import Traces

@Suite struct PricedPolicyTests {
  /// (0.4, 1), (0.5, 2) and (0.9, 3): the middle one lies under the line from the first to the last, which tie at 0.25.
  private func fitted() throws -> FittedTraces {
    SmallTraces.truthful(try SmallTraces.tuning(qualities: [[0.4, 0.5, 0.9]], costs: [[1, 2, 3]]))
  }

  @Test func anotherPriceIsAnotherPolicy() throws {
    let fitted = try fitted()
    func path(_ policy: any Policy, _ lambda: Double) -> [Int]? {
      policy.priced?.priced(at: lambda).path(fitted.data.tune[0], of: fitted, rule: .lowestCost).ran
    }
    for policy in [RoutingPolicy(lambda: 7), CascadeRoutingPolicy(lambdas: [7, 9])] as [any Policy] {
      #expect(path(policy, 0.2) == [2] && path(policy, 0.3) == [0])
    }
    #expect(path(ThresholdPolicy(thresholds: [0.5]), 0.2) == nil)
  }

  @Test func routingHasAHullAndSearchesHaveNone() throws {
    let fitted = try fitted()
    let row = fitted.data.tune[0]
    let hull = try #require(RoutingPolicy(lambda: 1).hull(of: row, in: fitted))
    #expect(hull.indices == [0, 2] && hull.slopes.count == 1 && abs(hull.slopes[0] - 0.25) < 1e-12)
    #expect(CascadeRoutingPolicy(lambdas: [1]).hull(of: row, in: fitted) == nil)
  }
}
