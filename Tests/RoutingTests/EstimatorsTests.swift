import Mathematics
import Routing
import Testing

@Suite struct EstimatorsTests {
  /// By name: the word after --calibrate; `oracle-after` calibrates what it believes before.
  @Test func byName() throws {
    let data = try EvidenceTraces.simulated(models: 2)
    var arguments = EstimatorArguments(estimator: "knn", values: ["k": "10", "calibrate": "isotonic"])
    #expect(try QualityEstimators.estimator(arguments) is CalibratedEstimator)
    arguments = EstimatorArguments(estimator: "oracle-after", values: ["before": "knn", "calibrate": "platt"])
    let judged = try #require(try QualityEstimators.estimator(arguments) as? OracleAfterEstimator)
    #expect(judged.before is CalibratedEstimator)
    _ = try judged.fit(data, task: .unobserved)
    arguments.values["calibrate"] = "magic"
    #expect(throws: RoutingError.invalidParameter("--calibrate", found: "magic", allowed: "platt or isotonic")) {
      try QualityEstimators.estimator(arguments)
    }
  }
}
