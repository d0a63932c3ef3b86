import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct ResidualCovariancesTests {
  /// Graded: residuals of m0 on the train rows are -.1, .1 and 0, of m1 .2, -.2 and 0; divided by n - 1 = 2.
  @Test func gradedTruthHasTheCovarianceOfTheResiduals() throws {
    let data = try SmallTraces.parted(
      [[0.4, 0.8], [0.6, 0.4], [0.5, 0.6], [0.3, 0.9]], (0..<4).map { _ in [1, 2] },
      ["train", "train", "train", "test"])
    let estimates = try OracleAfterEstimator(before: ConstantEstimator()).fit(data, task: .unobserved)
    var belief = Belief(modelCount: 2)
    estimates.start(3, &belief)
    let matrix = try #require(belief.covariance).matrix
    #expect(isClose(matrix, [0.01, -0.02, -0.02, 0.04]))
    #expect(abs(belief.sigma[1] - 0.2) < 1e-12)
    belief.ran(1)
    estimates.observe(1, row: 3, &belief)
    #expect(belief.quality[1] == 0.9 && belief.sigma[1] == 0)
    #expect(isClose(try #require(belief.covariance).matrix, [0.01, 0, 0, 0]))
  }
}
