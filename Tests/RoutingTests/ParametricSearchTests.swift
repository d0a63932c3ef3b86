import Mathematics
import Routing
import Testing

@Suite struct ParametricSearchTests {
  @Test(arguments: RandomProblem.Kind.allCases) func tablesSayWhatTheSearchFinds(kind: RandomProblem.Kind) {
    var (count, open, beliefs) = (0, 0.0, 0.0)
    for (index, problem) in RandomProblem.several(kind, count: 70).enumerated() {
      let options = TabulatedPolicyTests.options[index % TabulatedPolicyTests.options.count]
      let result = TabulatedPolicyTests.check(
        problem.belief, { CascadeRoutingPolicy(lambdas: [$0], options: options) }, "\(kind) \(index)")
      count += result.count
      open += result.open
      beliefs += 1
    }
    #expect(count > 500)
    // Costs are about 1e-3 and trade-offs are rounded to 1e-6, so that hardly a price is open, but for twins.
    if [.plain, .uneven, .correlated, .deficient, .unsettled].contains(kind) { #expect(open / beliefs < 0.02) }
  }

  @Test(arguments: 0..<40) func tablesHoldWhereARunRevealsTheTruth(index: Int) {
    var (belief, _, _) = SuccessProductsTests.belief(
      RandomKey(seed: 8, purpose: "tables").mixing(index), count: 3 + index % 5)
    if index % 2 == 1 {
      belief.ran(1)
      belief.quality[1] = [0, 0.3, 1][index % 3]
      belief.sigma[1] = 0
    }
    if index % 4 > 1 { belief.prospect = .truth(nil) }
    #expect(TabulatedPolicyTests.check(belief, { CascadeRoutingPolicy(lambdas: [$0]) }, "\(index)").count >= 10)
  }
}
