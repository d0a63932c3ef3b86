import Glibc
import Mathematics
import Routing
import Testing

@Suite struct TabulatedPolicyTests {
  static let options: [SearchOptions] = {
    var (greedy, plain, fixed) = (SearchOptions(), SearchOptions(), SearchOptions(maxDepth: 4))
    greedy.greedy = true
    plain.noExpect = true
    fixed.fixedOrder = true
    return [SearchOptions(), SearchOptions(maxDepth: 3), SearchOptions(maxDepth: 1), greedy, plain, fixed]
  }()

  /// The prices at the edges of a table, next to them, and between them, and some that are extreme.
  static func prices(_ table: PriceTable) -> [Double] {
    let edges = table.edges.filter { $0 < .infinity && $0 > 0 }
    var prices = [0, 1e-9, 1e9, .infinity]
    for edge in edges {
      prices += [edge, edge.nextUp, edge.nextDown, edge * (1 - 1e-9), edge * (1 + 1e-9), edge * 0.9999, edge * 1.0001]
    }
    for (low, high) in zip(edges, edges.dropFirst()) { prices += [(low + high) / 2, (low * high).squareRoot()] }
    return prices + (edges.last.map { [2 * $0, 50 * $0] } ?? [])
  }

  static func verdict(_ next: Int?) -> PriceTable.Verdict { next.map { .run($0) } ?? .stop }

  /// Every verdict that is not open against the search at that price, by both tie rules; returns how many there were and
  /// which share of the prices between 0.1 and 1e5, on a log scale, is open.
  static func check<P: TabulatedPolicy>(
    _ belief: Belief, _ policy: (Double) -> P, _ note: String
  ) -> (count: Int, open: Double) {
    var table = PriceTable()
    var scratch = policy(1).makeScratch(modelCount: belief.modelCount)
    policy(1).tabulate(belief, scratch: &scratch, table: &table)
    var count = 0
    for price in prices(table) {
      let verdict = table.verdict(at: price)
      if verdict == .undetermined { continue }
      for rule in TieRule.allCases {
        #expect(Self.verdict(policy(price).decision(belief, rule: rule)) == verdict, "\(note) \(price) \(rule)")
        count += 1
      }
    }
    var open = 0.0
    var low = 0.1
    for (edge, verdict) in zip(table.edges, table.verdicts) {
      let high = min(max(edge, low), 1e5)
      if verdict == .undetermined { open += log(high / low) / log(1e6) }
      low = high
    }
    return (count, open)
  }

  @Test(arguments: RandomProblem.Kind.allCases) func tablesOfPrefixesSayWhatTheCascadeDecides(kind: RandomProblem.Kind)
  {
    let key = RandomKey(seed: 9, purpose: "prefix tables").mixing("\(kind)")
    var count = 0
    for index in 0..<40 {
      let modelCount = 3 + index % 4
      let answeredCount = index % 3
      var problem = RandomProblem(kind, modelCount: modelCount, answeredCount: 0, key: key.mixing(index))
      for model in 0..<answeredCount {
        problem.belief.ran(model)
        if kind != .unsettled { problem.belief.sigma[model] = 0 }
      }
      var options = SearchOptions(maxDepth: index % 5 == 0 ? 2 : nil)
      options.noExpect = index % 7 == 0
      options.lastQuality = index % 5 == 1
      let result = Self.check(problem.belief, { CascadePolicy(lambdas: [$0], options: options) }, "\(kind) \(index)")
      count += result.count
    }
    #expect(count > 400)
  }

  @Test func thresholdsStopFromTheirEstimateDown() {
    let belief = Belief(quality: [0.4, 0.9], cost: [1, 1], sigma: [0, 0.4], answered: [0])
    var table = PriceTable()
    let policy = ThresholdPolicy(thresholds: [0.1, 0.2])
    var nothing: Void
    policy.tabulate(belief, scratch: &nothing, table: &table)
    #expect(table.edges == [0.4, .infinity] && table.verdicts == [.stop, .run(1)])
    #expect([0, 1, 2, 5].map(policy.price(after:)) == [0.1, 0.1, 0.2, 0.2])
    #expect(Self.check(belief, { ThresholdPolicy(thresholds: [$0]) }, "").count == 26)
  }

  @Test func plainSearchesHaveNoTables() {
    var slow = SearchOptions()
    slow.slow = true
    var beam = SearchOptions()
    beam.beam = 3
    var faulty = SearchOptions()
    faulty.reference = .lowestIndex
    for options in [slow, beam, faulty] {
      #expect(!CascadeRoutingPolicy(lambdas: [1], options: options).isTabulated(modelCount: 3))
    }
    #expect(!CascadePolicy(lambdas: [1], options: faulty).isTabulated(modelCount: 3))
    #expect(CascadeRoutingPolicy(lambdas: [1]).isTabulated(modelCount: 256))
    #expect(!CascadeRoutingPolicy(lambdas: [1]).isTabulated(modelCount: 257))
    #expect(CascadePolicy(lambdas: [1]).isTabulated(modelCount: 256))
    #expect(!CascadePolicy(lambdas: [1]).isTabulated(modelCount: 257))
  }
}
