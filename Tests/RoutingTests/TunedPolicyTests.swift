import Mathematics
import Routing
import Testing
import Traces

@Suite struct TunedPolicyTests {
  @Test func drawsMeetGammaQueryByQuery() throws {
    // Under gamma each query is served whole by one rule: cost 1 or 3, never in between, 3 for about a share of gamma.
    let n = 4000
    let data = try SmallTraces.parted(
      (0...n).map { _ in [0.4, 0.9] }, (0...n).map { _ in [1, 3] }, ["train"] + (0..<n).map { _ in "test" })
    let fitted = SmallTraces.truthful(data)
    let tuned = TunedPolicy(policy: RoutingPolicy(lambda: 0.25), budget: nil, gamma: 0.25)
    let drawn = try tuned.drawnOutcomes(on: data.test, of: fitted, seed: 1, task: .unobserved)
    #expect(Set(drawn.cost) == [1, 3])
    #expect(abs(drawn.cost.count { $0 == 3 } - n / 4) < 110)  // 4 standard deviations
    let again = try tuned.drawnOutcomes(on: data.test, of: fitted, seed: 1, task: .unobserved)
    #expect(again.cost == drawn.cost)
    let expected = try tuned.outcomes(on: data.test, of: fitted, task: .unobserved)
    #expect(expected.cost.allSatisfy { abs($0 - 1.5) < 1e-12 })
  }
}
