import Mathematics
import Routing
import Testing
import Traces

/// What is looked up against what serving each row directly gives.
@Suite struct DecisionCacheTests {
  static let key = RandomKey(seed: 6, purpose: "memo tests")

  enum Kind: CaseIterable { case independent, correlated, judged }

  static func fittedTraces(_ kind: Kind, modelCount: Int, rows: Int = 30) throws -> FittedTraces {
    var beliefs = RandomBeliefs(key: key.mixing("\(kind)").mixing(modelCount), modelCount: modelCount)
    if kind == .correlated { beliefs.covariances = RandomBeliefs.covariances(modelCount) }
    beliefs.isJudged = kind == .judged
    return try beliefs.fittedTraces(rows: rows)
  }

  /// Price vectors over five powers of ten, one in five of a single price, and the extremes.
  static func prices(_ count: Int) -> [[Double]] {
    let random = (0..<count).map { index -> [Double] in
      let key = key.mixing("prices").mixing(index)
      let level = power(key.uniform)
      return (0..<(index % 5 == 0 ? 1 : 5)).map { level * power(0.5 + 0.1 * key.mixing($0).normal) / power(0.5) }
    }
    return random + [[0], [0, 0, 300], [.infinity], [1e-12], [1e30]]
  }

  private static func power(_ share: Double) -> Double {
    (0..<Int(share * 1000)).reduce(1.0) { value, _ in value * 1.01158 }  // 1e5^(1/1000)
  }

  static func direct(_ variants: [PolicyVariant], _ fitted: FittedTraces, _ rows: [Int]) -> [Outcomes] {
    variants.map { $0.policy.evaluate(rows[...], of: fitted, rule: $0.rule, task: .unobserved) }
  }

  static func expectEqual(_ a: [Outcomes], _ b: [Outcomes], _ note: Comment) {
    #expect(a.count == b.count)
    for (a, b) in zip(a, b) {
      #expect(a.cost == b.cost && a.quality == b.quality && a.ran == b.ran && a.answered == b.answered, note)
    }
  }

  static func variants(_ policy: ([Double]) -> any Policy) -> [PolicyVariant] {
    prices(20).flatMap { prices in TieRule.allCases.map { PolicyVariant(policy: policy(prices), rule: $0) } }
  }

  static let options: [SearchOptions] = {
    var (greedy, certain, fixed) = (SearchOptions(), SearchOptions(), SearchOptions(maxDepth: 3))
    greedy.greedy = true
    certain.noExpect = true
    fixed.fixedOrder = true
    return [SearchOptions(maxDepth: 3), SearchOptions(), greedy, certain, fixed]
  }()

  @Test(arguments: Kind.allCases) func lookedUpIsServed(kind: Kind) throws {
    let fitted = try Self.fittedTraces(kind, modelCount: 5)
    let rows = fitted.data.test
    let memo = DecisionCache(fitted, rows: rows)
    var policies: [@Sendable ([Double]) -> any Policy] = Self.options.map { options in
      { CascadeRoutingPolicy(lambdas: $0, options: options) }
    }
    policies.append { CascadePolicy(lambdas: $0) }
    var last = SearchOptions()
    last.lastQuality = true
    last.lastAnswer = true
    policies.append { [last] in CascadePolicy(lambdas: $0, options: last) }
    policies.append { ThresholdPolicy(thresholds: $0.map { 1 - $0 / 500 }) }
    policies.append { IndexPolicy(lambda: $0[0]) }
    for (index, policy) in policies.enumerated() {
      let variants = Self.variants(policy)
      let direct = Self.direct(variants, fitted, rows)
      // All at once, then one by one from what is known by then.
      Self.expectEqual(try memo.outcomes(of: variants, task: .unobserved), direct, "\(kind) policy \(index)")
      for (variant, direct) in zip(variants, direct) {
        Self.expectEqual(
          try memo.outcomes(of: [variant], task: .unobserved), [direct], "\(kind) policy \(index), known")
      }
    }
  }

  @Test func cancelledWorkEnds() throws {
    let fitted = try Self.fittedTraces(.independent, modelCount: 3)
    let flag = CancellationFlag()
    flag.cancel()
    let memo = DecisionCache(fitted, rows: fitted.data.test)
    let variants = Self.variants { CascadePolicy(lambdas: $0) }
    #expect(throws: RoutingError.cancelled) { try memo.outcomes(of: variants, task: TaskContext(flag: flag)) }
    flag.reset()
    Self.expectEqual(
      try memo.outcomes(of: variants, task: TaskContext(flag: flag)), Self.direct(variants, fitted, fitted.data.test),
      "after it"
    )
  }
}
