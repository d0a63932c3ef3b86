import Mathematics
import Routing
import Testing
import Traces

/// Variants served together against each served by itself.
@Suite struct LevelWalkTests {
  @Test(arguments: DecisionCacheTests.Kind.allCases) func togetherAsAlone(kind: DecisionCacheTests.Kind) throws {
    let fitted = try DecisionCacheTests.fittedTraces(kind, modelCount: 6, rows: 40)
    for options in DecisionCacheTests.options {
      let variants = DecisionCacheTests.variants { CascadeRoutingPolicy(lambdas: $0, options: options) }
      DecisionCacheTests.expectEqual(
        try variants.outcomes(on: fitted.data.test, of: fitted, task: .unobserved),
        DecisionCacheTests.direct(variants, fitted, fitted.data.test), "\(kind), \(options)")
    }
  }

  /// Prices next to each other, so that tables are made for narrow intervals, and prices of 0, for which there are none.
  @Test func narrowPrices() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 6, rows: 40)
    var prices: [[Double]] = [[0, 50], [0]]
    for step in 0..<12 { prices.append([100 + Double(step) * 1e-6, 40 + Double(step)]) }
    var variants: [PolicyVariant] = []
    for prices in prices {
      let policy = CascadeRoutingPolicy(lambdas: prices)
      for rule in TieRule.allCases { variants.append(PolicyVariant(policy: policy, rule: rule)) }
    }
    DecisionCacheTests.expectEqual(
      try variants.outcomes(on: fitted.data.test, of: fitted, task: .unobserved),
      DecisionCacheTests.direct(variants, fitted, fitted.data.test), "narrow")
  }

  @Test func cancelledWorkEnds() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 3)
    let flag = CancellationFlag()
    flag.cancel()
    let variants = DecisionCacheTests.variants { CascadePolicy(lambdas: $0) }
    #expect(throws: RoutingError.cancelled) {
      try variants.outcomes(on: fitted.data.test, of: fitted, task: TaskContext(flag: flag))
    }
  }
}
