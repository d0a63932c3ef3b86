import Input
import Routing
import Testing

@Suite struct PolicyJSONTests {
  private func error(_ json: JSONValue) -> JSONShapeError? {
    do throws(JSONShapeError) {
      _ = try QualityEstimators.table.fitted(JSONNode(json), models: ["a", "b"])
      return nil
    } catch { return error }
  }

  /// The estimates of an estimator of residuals with a covariance of this many rows and columns.
  private func judged(_ covariance: JSONValue) -> JSONValue {
    [
      "estimator": "oracle-after", "before": ["estimator": "constant", "means": [0.5, 0.25]], "covariance": covariance,
    ]
  }

  @Test func matricesAreSquare() {
    #expect(error(judged([[1, 0.5], [0.5, 2]])) == nil)
    #expect(error(judged([[1, 0.5]]))?.path == "covariance")
    #expect(error(judged([[1, 0.5], [0.5]]))?.path == "covariance[1]")
    #expect(error(judged([[1, 0.5], [0.5, "x"]]))?.path == "covariance[1][1]")
  }

  @Test func modelsAreThoseOfThePolicy() throws {
    let error = #expect(throws: JSONShapeError.self) {
      try PolicyParameters(JSONNode(["runs": ["a", "c"]]), models: ["a", "b"])
    }
    #expect(error?.path == "runs[1]" && error?.expected == "a model of the policy")
  }
}
