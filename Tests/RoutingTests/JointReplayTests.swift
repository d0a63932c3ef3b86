import Mathematics
import Routing
import Testing
import Traces

@Suite struct JointReplayTests {
  @Test(arguments: DecisionMemoTests.Kind.allCases) func onePassGivesWhatEachPolicyGives(kind: DecisionMemoTests.Kind)
    throws
  {
    let bench = try DecisionMemoTests.bench(kind, modelCount: 5, rows: 70)
    let cascades = DecisionMemoTests.services { CascadePolicy(lambdas: $0) }
    let sets = DecisionMemoTests.services { CascadeRoutingPolicy(lambdas: $0, options: SearchOptions(maxDepth: 3)) }
    let routers = DecisionMemoTests.services { RoutingPolicy(lambda: $0[0]) }
    // Long and short runs of a kind, in a row and mixed.
    let services = cascades + routers.prefix(3) + sets + cascades.prefix(2) + sets.prefix(4) + routers.suffix(1)
    DecisionMemoTests.expectEqual(
      try services.outcomes(on: bench.data.test, of: bench, work: .unobserved),
      DecisionMemoTests.direct(services, bench, bench.data.test), "\(kind)")
  }

  @Test func tunedPoliciesMixTheirRules() throws {
    let bench = try DecisionMemoTests.bench(.independent, modelCount: 3, rows: 20)
    let tuned = [0, 0.25, 1].map {
      TunedPolicy(policy: CascadePolicy(lambdas: [30]), budget: nil, gamma: $0)
    }
    let outcomes = try tuned.outcomes(on: bench.data.test, of: bench, work: .unobserved)
    for (tuned, outcomes) in zip(tuned, outcomes) {
      let (cheap, dear) = (
        try tuned.policy.outcomes(on: bench.data.test, of: bench, rule: .cheap, work: .unobserved),
        try tuned.policy.outcomes(on: bench.data.test, of: bench, rule: .dear, work: .unobserved)
      )
      #expect(
        zip(outcomes.cost, zip(cheap.cost, dear.cost)).allSatisfy {
          abs($0 - ((1 - tuned.gamma) * $1.0 + tuned.gamma * $1.1)) < 1e-12
        })
    }
  }

  @Test func nothingToServe() throws {
    let bench = try DecisionMemoTests.bench(.independent, modelCount: 2, rows: 3)
    #expect(try [Service]().outcomes(on: bench.data.test, of: bench, work: .unobserved).isEmpty)
    let services = DecisionMemoTests.services { CascadePolicy(lambdas: $0) }
    #expect(try services.outcomes(on: [], of: bench, work: .unobserved).map(\.count).max() == 0)
  }
}
