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

  /// Pools of more models than a word has bits, against every set of up to two more models.
  @Test(arguments: [65, 130], [RandomProblem.Kind.plain, .partlyCertain]) func widePoolsAreSearched(
    modelCount: Int, kind: RandomProblem.Kind
  ) {
    var options = SearchOptions(maxDepth: 3)
    options.slow = true
    let key = RandomKey(seed: 12, purpose: "wide tables").mixing("\(kind)").mixing(modelCount)
    var belief = RandomProblem(kind, modelCount: modelCount, answeredCount: 1, key: key).belief
    // The last model is worth running at many prices.
    (belief.quality[modelCount - 1], belief.sigma[modelCount - 1], belief.cost[modelCount - 1]) = (1.5, 0.4, 0.001)
    let policy = CascadeRoutingPolicy(lambdas: [1], options: SearchOptions(maxDepth: 3))
    var (table, scratch) = (PriceTable(), policy.makeScratch(modelCount: modelCount))
    policy.tabulate(belief, scratch: &scratch, table: &table)
    var firsts: Set<PriceTable.Verdict> = []
    for price in zip(table.edges, table.edges.dropFirst()).map({ ($0 * min($1, 4 * $0)).squareRoot() }) {
      let verdict = table.verdict(at: price)
      if verdict == .undetermined { continue }
      let every = CascadeRoutingPolicy(lambdas: [price], options: options)
      #expect(TabulatedPolicyTests.verdict(every.decision(belief)) == verdict, "\(price)")
      firsts.insert(verdict)
    }
    #expect(firsts.count > 1 && firsts.contains { $0.code >= 64 })
  }

  /// A pool of few models, and the same in one of 256 whose other models cannot run: the same edges, and the same models.
  @Test(arguments: 0..<20) func modelsMayStandAnywhereInThePool(index: Int) {
    let places = [[3, 63, 64, 127, 255], [64, 65, 128, 192, 193], [0, 100, 150, 200, 250]][index % 3]
    let kind: RandomProblem.Kind = index % 2 == 0 ? .certainLattice : .plain
    var few = RandomProblem(
      kind, modelCount: places.count, answeredCount: 0, key: RandomKey(seed: 13, purpose: "places").mixing(index)
    ).belief
    var wide = Belief(modelCount: 256)
    wide.forget(offering: ModelSet(places))
    if kind == .plain { (few.prospect, wide.prospect) = (.truth(nil), .truth(nil)) }
    for (model, place) in places.enumerated() {
      (wide.quality[place], wide.cost[place]) = (few.quality[model], few.cost[model])
      wide.sigma[place] = few.sigma[model]
    }
    for count in 0..<3 {
      if count > 0 {
        few.ran(count)
        wide.ran(places[count])
      }
      let policy = CascadeRoutingPolicy(lambdas: [1])
      var (fewTable, wideTable) = (PriceTable(), PriceTable())
      var fewScratch = policy.makeScratch(modelCount: places.count)
      var wideScratch = policy.makeScratch(modelCount: 256)
      policy.tabulate(few, scratch: &fewScratch, table: &fewTable)
      policy.tabulate(wide, scratch: &wideScratch, table: &wideTable)
      #expect(wideTable.edges == fewTable.edges)
      #expect(
        wideTable.verdicts == fewTable.verdicts.map { $0.code < 0 ? $0 : .run(places[Int($0.code)]) })
    }
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
