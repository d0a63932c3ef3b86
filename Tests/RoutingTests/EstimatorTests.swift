import Routing
import Testing

@Suite struct EstimatorTests {
  private func error(_ estimator: String, _ values: [String: String]) -> RoutingError? {
    do throws(RoutingError) {
      _ = try QualityEstimators.estimator(EstimatorArguments(estimator: estimator, values: values))
      return nil
    } catch { return error }
  }

  @Test func numbersAreInTheirRange() {
    #expect(error("noisy", ["ante": "0", "post": "0.3"]) == nil)
    #expect(
      error("noisy", ["ante": "-1", "post": "0"])
        == .invalidParameter("--ante", found: "-1", allowed: "a number of at least 0, or none"))
    #expect(
      error("noisy", ["ante": "much", "post": "0"])
        == .invalidParameter("--ante", found: "much", allowed: "a number of at least 0, or none"))
    #expect(
      error("noisy", ["ante": "1e101", "post": "0"])
        == .invalidParameter("--ante", found: "1e101", allowed: "a number from 0 to 1e100"))
    #expect(error("noisy", [:]) == .missingParameter("--ante", of: "noisy", example: "--ante 0.5"))
  }

  @Test(arguments: ["0", "-1", "1.5", "few"]) func countsAreWholeAndAtLeastOne(_ text: String) {
    #expect(error("knn", ["k": "1"]) == nil)
    #expect(
      error("knn", ["k": text]) == .invalidParameter("--k", found: text, allowed: "a whole number of at least 1"))
  }

  /// Where only ex-ante estimates are asked for, most estimators are what they are.
  @Test func variantsForExAnteEstimates() {
    #expect(ConstantEstimator().exAnte is ConstantEstimator)
  }
}
