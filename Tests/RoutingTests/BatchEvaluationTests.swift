import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct BatchEvaluationTests {
  @Test(arguments: DecisionCacheTests.Kind.allCases) func onePassGivesWhatEachPolicyGives(kind: DecisionCacheTests.Kind)
    throws
  {
    let fitted = try DecisionCacheTests.fittedTraces(kind, modelCount: 5, rows: 70)
    let cascades = DecisionCacheTests.variants { CascadePolicy(lambdas: $0) }
    let sets = DecisionCacheTests.variants { CascadeRoutingPolicy(lambdas: $0, options: SearchOptions(maxDepth: 3)) }
    let routers = DecisionCacheTests.variants { RoutingPolicy(lambda: $0[0]) }
    let indices = DecisionCacheTests.variants { IndexPolicy(lambda: $0[0]) }
    // Long and short runs of a kind, in a row and mixed.
    let variants =
      cascades + routers.prefix(3) + sets + cascades.prefix(2) + indices + sets.prefix(4) + routers.suffix(1)
    DecisionCacheTests.expectEqual(
      try variants.outcomes(on: fitted.data.test, of: fitted, task: .unobserved),
      DecisionCacheTests.direct(variants, fitted, fitted.data.test), "\(kind)")
  }

  /// Few qualities and costs, all known: many choices tie, and the rules part.
  @Test func bothRulesAtOnce() throws {
    let key = RandomKey(seed: 4, purpose: "batch evaluation tests")
    let rows = (0..<60).map { row in (0..<4).map { Int(key.mixing(row).mixing($0).bits % 3) } }
    let data = try SmallTraces.tuning(
      qualities: rows.map { $0.map { Double($0) / 2 } },
      costs: [[0.25, 0.5, 0.75, 1]] + rows.dropFirst().map { $0.map { 0.25 * Double(1 + $0) } })
    let fitted = SmallTraces.truthful(data)
    let variants = [0.5, 1, 2].flatMap { lambda in
      TieRule.allCases.map { PolicyVariant(policy: IndexPolicy(lambda: lambda), rule: $0) }
    }
    let outcomes = try variants.outcomes(on: data.tune, of: fitted, task: .unobserved)
    DecisionCacheTests.expectEqual(outcomes, DecisionCacheTests.direct(variants, fitted, data.tune), "both rules")
    #expect(stride(from: 0, to: 6, by: 2).contains { outcomes[$0].cost != outcomes[$0 + 1].cost })
  }

  @Test func tunedPoliciesMixTheirRules() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 3, rows: 20)
    let tuned = [0, 0.25, 1].map {
      TunedPolicy(policy: CascadePolicy(lambdas: [30]), budget: nil, gamma: $0)
    }
    let outcomes = try tuned.outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
    for (tuned, outcomes) in zip(tuned, outcomes) {
      let (cheap, dear) = (
        try tuned.policy.outcomes(on: fitted.data.test, of: fitted, rule: .lowestCost, task: .unobserved),
        try tuned.policy.outcomes(on: fitted.data.test, of: fitted, rule: .highestCost, task: .unobserved)
      )
      let mixed = zip(cheap.cost, dear.cost).map { (1 - tuned.gamma) * $0 + tuned.gamma * $1 }
      #expect(isClose(outcomes.cost, mixed) && !mixed.isEmpty)
    }
  }

  @Test func nothingToServe() throws {
    let fitted = try DecisionCacheTests.fittedTraces(.independent, modelCount: 2, rows: 3)
    #expect(try [PolicyVariant]().outcomes(on: fitted.data.test, of: fitted, task: .unobserved).isEmpty)
    let variants = DecisionCacheTests.variants { CascadePolicy(lambdas: $0) }
    #expect(try variants.outcomes(on: [], of: fitted, task: .unobserved).map(\.count).max() == 0)
  }
}
