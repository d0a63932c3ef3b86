import Mathematics
import Routing
import Testing
import Traces

@Suite struct NodeExpanderTests {
  @Test func policiesOfAnotherKindMakeItForget() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 5)
    let memo = DecisionCache(fitted, rows: fitted.data.test)
    for options in DecisionCacheTests.options + DecisionCacheTests.options {
      let variants = [PolicyVariant(policy: CascadeRoutingPolicy(lambdas: [40], options: options), rule: .lowestCost)]
      DecisionCacheTests.expectEqual(
        try memo.outcomes(of: variants, task: .unobserved),
        DecisionCacheTests.direct(variants, fitted, fitted.data.test),
        "\(options)")
    }
  }
}
