import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct OutcomeSumsTests {
  /// Sums chunk by chunk are those of the outcomes row by row, with and without tables, with and without a second rule.
  @Test func sumsAreThoseOfTheRows() throws {
    let fitted = try SimulatedBench.routerBench(queries: 900, seed: 2)
    let rows = fitted.data.test
    var policies = (0..<9).map { TunedPolicy(policy: CascadePolicy(lambdas: [40 * Double($0)]), budget: nil) }
    policies += [0.0, 0.3].map {
      TunedPolicy(policy: RoutingPolicy(lambda: 60), budget: nil, gamma: $0)
    }
    policies[3].gamma = 0.5
    let outcomes = try policies.outcomes(on: rows, of: fitted, task: .unobserved)
    for units in [RowUnits(rowCount: rows.count), RowUnits(rowCount: rows.count, rowLimit: 100, groupCount: 70)] {
      let sums = try policies.sums(on: rows, units: units, of: fitted, task: .unobserved)
      #expect(sums.count == policies.count)
      for (own, rowwise) in zip(sums, outcomes) {
        #expect(own.count == rows.count && own.cost.count == units.count)
        #expect(isClose(own.cost, units.sums(of: rowwise.cost), within: 1e-15))
        #expect(isClose(own.quality, units.sums(of: rowwise.quality)))
        #expect(isClose(own.ran, rowwise.ran, within: 1e-9))
        #expect(abs(own.meanQuality - rowwise.meanQuality) < 1e-12 && abs(own.depth - rowwise.depth) < 1e-12)
      }
    }
  }
}
