import Mathematics
import Routing
import Testing
import Traces

@Suite struct TreeWalkTests {
  @Test func someRowsOnly() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 4, rows: 200)
    let memo = DecisionCache(fitted, rows: fitted.data.test)
    let variants = DecisionCacheTests.variants { CascadeRoutingPolicy(lambdas: $0) }
    for places in [[], [0], [63, 64, 199], Array(stride(from: 3, to: 200, by: 7))] {
      let direct = DecisionCacheTests.direct(variants, fitted, places.map { fitted.data.test[$0] })
      DecisionCacheTests.expectEqual(
        try memo.outcomes(of: variants, at: places, task: .unobserved), direct, "\(places)")
    }
  }
}
