import Glibc
import Routing
import Testing

@Suite struct ArenaMetricTests {
  /// 0.00094 USD a query: u = 0.94; the geometric middle of 0.0044 and 200 has C = 1/2: S = 1.1 * .6 * .5 / (.06 + .5).
  @Test func theMiddleOfTheCostsIsOneHalf() {
    let middle = (0.0044 * 200).squareRoot() / 1000
    #expect(abs(ArenaMetric.score(accuracy: 0.6, cost: middle) - 0.33 / 0.56) < 1e-12)
  }

  @Test func costsAreClamped() {
    #expect(abs(ArenaMetric.score(accuracy: 0.5, cost: 0) - 0.55 / 1.05) < 1e-12)
    #expect(ArenaMetric.score(accuracy: 0.5, cost: 1) == 0)
    #expect(ArenaMetric.score(accuracy: 0, cost: 0.001) == 0)
    #expect(ArenaMetric.score(accuracy: 0, cost: 1) == 0)
  }
}
