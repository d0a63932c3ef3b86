import Mathematics
import Routing
import Testing
import Traces

@Suite struct VariantPricesTests {
  /// Thresholds belong to models, prices to the number of runs: where the second of three models is not offered, a
  /// threshold cascade goes from the first threshold to the third.
  @Test func thresholdsFollowPlaces() throws {
    let data = try HoledTraces.deleting(
      try SmallTraces.tuning(qualities: [[0.5, 0.9, 0.6], [0.5, 0.9, 0.6]], costs: [[1, 2, 4], [1, 2, 4]])
    ) { row, model in row == 1 && model == 1 }
    let fitted = SmallTraces.truthful(data)
    // Ten thresholds between the two qualities, and as many above both.
    let variants = (0..<20).map { index in
      PolicyVariant(
        policy: ThresholdPolicy(thresholds: [index < 10 ? 0.4 : 0.55, 0.95]), rule: .lowestCost)
    }
    let outcomes = try variants.outcomes(on: [0, 1], of: fitted, task: .unobserved)
    for (index, outcome) in outcomes.enumerated() {
      // At .4 the first answer is enough; at .55 all that is offered runs.
      #expect(outcome.cost == (index < 10 ? [1, 1] : [7, 5]), "\(index)")
      #expect(outcome.quality == (index < 10 ? [0.5, 0.5] : [0.6, 0.6]), "\(index)")
    }
  }
}
