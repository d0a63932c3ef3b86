import Routing
import TestSupport
import Testing

@Suite struct OutcomesTests {
  /// Routing at 0.25 sends the first query to either model, as gamma says, the second to the cheap one.
  @Test func meansAndMixturesByHand() throws {
    let data = try SmallTraces.tuning(qualities: [[0.4, 0.9], [0.8, 0.9]], costs: [[1, 3], [1, 3]])
    let tuned = TunedPolicy(policy: RoutingPolicy(lambda: 0.25), budget: nil, gamma: 0.25)
    let outcomes = try tuned.outcomes(on: data.tune, of: SmallTraces.truthful(data), task: .unobserved)
    func expect(_ found: [Double], _ expected: [Double]) {
      #expect(isClose(found, expected))
    }
    expect(outcomes.cost, [1.5, 1])
    expect(outcomes.quality, [0.525, 0.8])
    expect(outcomes.ran, [1.75, 0.25])
    expect(outcomes.answered, [1.75, 0.25])
    expect([outcomes.meanCost, outcomes.meanQuality, outcomes.depth, outcomes.runCount], [1.25, 0.6625, 1, 2])
    #expect(outcomes.count == 2)
  }

  /// All runs are paid for, and one answer is given.
  @Test func everyRunCounts() throws {
    let data = try SmallTraces.tuning(qualities: [[0.9, 0.4]], costs: [[1, 3]])
    let outcomes = try ThresholdPolicy(thresholds: [2]).outcomes(
      on: data.tune, of: SmallTraces.truthful(data), rule: .lowestCost, task: .unobserved)
    #expect(outcomes.cost == [4] && outcomes.ran == [1, 1] && outcomes.depth == 2)
    #expect(outcomes.answered.reduce(0, +) == 1)
  }
}
