import Mathematics
import Routing
import Testing
import Traces

@Suite struct VariantOutcomesTests {
  /// Thresholds of .2, .4, ... .8, twice each: a row ends with the first model that is as good, else with the last.
  @Test func countsByHand() throws {
    let data = try SmallTraces.tuning(
      qualities: [[0.3, 0.5, 0.9], [0.7, 0.1, 0.2]], costs: [[1, 2, 4], [1, 2, 4]])
    let fitted = SmallTraces.truthful(data)
    let variants = [0.2, 0.2, 0.4, 0.4, 0.6, 0.6, 0.8, 0.8].map {
      PolicyVariant(policy: ThresholdPolicy(thresholds: [$0]), rule: .lowestCost)
    }
    let outcomes = try variants.outcomes(on: data.tune, of: fitted, task: .unobserved)
    let cost: [[Double]] = [[1, 1], [3, 1], [7, 1], [7, 7]]
    let quality: [[Double]] = [[0.3, 0.7], [0.5, 0.7], [0.9, 0.7], [0.9, 0.2]]
    let ran: [[Double]] = [[2, 0, 0], [2, 1, 0], [2, 1, 1], [2, 2, 2]]
    let answered: [[Double]] = [[2, 0, 0], [1, 1, 0], [1, 0, 1], [0, 0, 2]]
    for (index, outcome) in outcomes.enumerated() {
      #expect(outcome.cost == cost[index / 2] && outcome.quality == quality[index / 2], "\(index)")
      #expect(outcome.ran == ran[index / 2] && outcome.answered == answered[index / 2], "\(index)")
    }
  }
}
