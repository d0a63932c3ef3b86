import Mathematics
import Routing
import Testing
import Traces

@Suite struct OracleAfterEstimatorTests {
  @Test func aRunRevealsTheTruth() throws {
    let data = try SmallTraces.parted(
      [[0, 1], [1, 1], [1, 0]], [[1, 2], [1, 2], [1, 2]], ["train", "train", "test"])
    let estimates = try OracleAfterEstimator(before: ConstantEstimator()).fit(data, task: .unobserved)
    var belief = Belief(modelCount: 2)
    estimates.start(2, &belief)
    #expect(belief.quality == [0.5, 1] && belief.sigma == [0.5, 0])
    guard case .truth(nil) = belief.prospect else {
      Issue.record("0 or 1 is a success or a failure")
      return
    }
    belief.ran(0)
    estimates.observe(0, row: 2, &belief)
    #expect(belief.quality == [1, 1] && belief.sigma == [0, 0])
  }

  @Test func theEstimatorBeforeIsNamed() throws {
    let arguments = EstimatorArguments(
      estimator: "oracle-after", values: ["before": "noisy", "ante": "0.5", "post": "0.2"])
    let estimator = try #require(try QualityEstimators.estimator(arguments) as? OracleAfterEstimator)
    #expect((estimator.before as? NoisyEstimator)?.exAnte == 0.5)
    #expect(throws: RoutingError.self) {
      try QualityEstimators.estimator(EstimatorArguments(estimator: "oracle-after", values: ["before": "guess"]))
    }
  }
}
