import Routing
import Testing
import Traces

@Suite struct ConstantEstimatorTests {
  /// Train queries give 0 and 1 for costs of 1 and 2, and .5 and .5 for 3 and 4: .25 and .75 for 2 and 3, whatever the query.
  @Test func meansOfTheTrainPart() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [0.5, 0.5], [1, 0], [1, 1]], [[1, 2], [3, 4], [9, 9], [7, 8]], ["train", "train", "tune", "test"])
    let estimates = Estimates(
      quality: try ConstantEstimator().fit(data, task: .unobserved),
      cost: try ConstantEstimator().fit(data, task: .unobserved))
    var belief = Belief(modelCount: 2)
    for row in 0..<4 {
      estimates.start(row, &belief)
      #expect(belief.quality == [0.25, 0.75] && belief.cost == [2, 3] && belief.sigma == [0, 0])
      estimates.observe(0, row: row, &belief)
      #expect(belief.quality == [0.25, 0.75] && belief.cost == [2, 3])
    }
  }
}
