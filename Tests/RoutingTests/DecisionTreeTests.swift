import Routing
import Testing
import Traces

@Suite struct DecisionTreeTests {
  /// Nodes are made by whichever policy reaches them first: the order in which policies ask changes nothing.
  @Test(arguments: DecisionCacheTests.Kind.allCases) func theOrderOfPricesDoesNotMatter(_ kind: DecisionCacheTests.Kind)
    throws
  {
    let fitted = try DecisionCacheTests.fittedTraces(kind, modelCount: 5)
    let rows = fitted.data.test
    let variants = DecisionCacheTests.variants { CascadeRoutingPolicy(lambdas: $0) }
    let (ascending, descending) = (DecisionCache(fitted, rows: rows), DecisionCache(fitted, rows: rows))
    let first = try variants.map { try ascending.outcomes(of: [$0], task: .unobserved)[0] }
    let second = try variants.reversed().map { try descending.outcomes(of: [$0], task: .unobserved)[0] }
    DecisionCacheTests.expectEqual(first, second.reversed(), "\(kind)")
    DecisionCacheTests.expectEqual(first, DecisionCacheTests.direct(variants, fitted, rows), "\(kind)")
  }
}
