import Routing
import Testing

@Suite struct ListParametersTests {
  private func error(_ name: String, _ values: [String: String]) -> RoutingError? {
    do {
      if name == "tokens" {
        _ = try CostEstimators.estimator(EstimatorArguments(estimator: name, values: values))
      } else {
        _ = try QualityEstimators.estimator(EstimatorArguments(estimator: name, values: values))
      }
      return nil
    } catch { return error }
  }

  @Test func wordsAreChecked() {
    #expect(error("logistic", ["features": "length,agreement", "ridge": "0.5"]) == nil)
    #expect(
      error("logistic", ["features": "length,agreemnt"])
        == .unknown("word of --features", "agreemnt", known: AnsweredSetFamily.allCases.map(\.rawValue) + ["all"]))
    #expect(
      error("linear", ["ridge": "-1"]) == .invalidParameter("--ridge", found: "-1", allowed: "a number of at least 0"))
  }

  @Test func numbersAreChecked() {
    #expect(error("tokens", ["price-in": "1,2", "price-out": "3,4"]) == nil)
    #expect(
      error("tokens", ["price-in": "1,x", "price-out": "3,4"])
        == .invalidParameter("--price-in", found: "x", allowed: "numbers, one per model in pool order"))
    #expect(
      error("tokens", ["price-in": "1,2"])
        == .missingParameter("--price-out", of: "tokens", example: "--price-in 0.15,2.5 --price-out 0.6,10"))
  }
}
