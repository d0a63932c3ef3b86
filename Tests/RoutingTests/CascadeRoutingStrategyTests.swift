import Routing
import Testing

@Suite struct CascadeRoutingStrategyTests {
  /// Six models of which each is a little better: five run at most, and as many prices are chosen.
  @Test func fiveModelsRunAtMost() throws {
    let qualities = (0..<8).map { query in (0..<6).map { $0 * 7 % 6 > query % 6 ? 1.0 : 0.5 } }
    let data = try SmallTraces.tuning(
      qualities: qualities, costs: (0..<8).map { _ in [1, 2, 3, 4, 5, 6] })
    var fitted = SmallTraces.truthful(data)
    let flat = [Double](repeating: 0.5, count: data.quality.count)
    fitted.estimates.quality = PairedQualityEstimates(
      PairedTable(exAnte: flat, postHoc: flat, modelCount: 6), sigma: [Double](repeating: 0.3, count: 6))
    let free = try CascadeRoutingStrategy().tuner(for: fitted, task: .unobserved).policy(budget: nil, task: .unobserved)
    let outcomes = try free.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(outcomes.depth == 5)
    let all = CascadeRoutingStrategy(options: SearchOptions())
    let deep = try all.tuner(for: fitted, task: .unobserved).policy(budget: nil, task: .unobserved)
    #expect(try deep.outcomes(on: data.tune, of: fitted, task: .unobserved).depth == 6)
  }

  @Test func pricesMakeThePolicy() {
    let strategy = CascadeRoutingStrategy()
    #expect(strategy.policy(PolicyParameters()) == nil)
    #expect(strategy.policy(PolicyParameters(lambdas: [1, 2])) is CascadeRoutingPolicy)
  }
}
