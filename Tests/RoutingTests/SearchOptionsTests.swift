import Mathematics
import Routing
import Testing

@Suite struct SearchOptionsTests {
  @Test("Something always runs first, however dear, and nothing after the depth limit or the last model")
  func ends() {
    var belief = Belief(quality: [-3, -5], cost: [9, 2], sigma: [0.1, 0.1])
    #expect(CascadeRoutingPolicy(lambdas: [1e12]).decision(belief) == 1)
    #expect(CascadeRoutingPolicy(lambdas: [1e12], options: SearchOptions(maxDepth: 0)).decision(belief) == 1)
    belief.ran(1)
    #expect(CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: 1)).decision(belief) == nil)
    #expect(CascadeRoutingPolicy(lambdas: [0]).decision(belief) == 0)
    belief.ran(0)
    #expect(CascadeRoutingPolicy(lambdas: [0]).decision(belief) == nil)
  }

  /// At least one model and at most all may run, whatever is asked for.
  @Test(arguments: [(0, 1), (1, 1), (2, 2), (9, 3)])
  func depths(asked: Int, ran: Int) throws {
    let data = try SmallTraces.tuning(qualities: [[0.2, 0.5, 0.9]], costs: [[1, 2, 3]])
    var fitted = SmallTraces.truthful(data)
    // Before a run all look equal and uncertain, so that every run pays where it costs nothing.
    let flat = [Double](repeating: 0.5, count: data.quality.count)
    fitted.estimates.quality = PairedQualityEstimates(
      PairedTable(exAnte: flat, postHoc: flat, modelCount: 3), sigma: [0.3, 0.3, 0.3])
    let policy = CascadeRoutingPolicy(lambdas: [0], options: SearchOptions(maxDepth: asked))
    #expect(policy.path(data.tune[0], of: fitted, rule: .highestCost).ran.count == ran)
  }
}
