import Input
import Mathematics
import Routing
import Testing

@Suite struct ScaledFeatureTests {
  /// Costs of one model by its length of mean 0.1 thousand and deviation 0.05, and by x_size of mean 2 and deviation 4.
  private func cost(_ query: QueryState) throws -> Double {
    let json: JSONValue = [
      "estimator": "regression",
      "features": [
        ["of": "length", "mean": 0.1, "scale": 0.05], ["of": "column", "name": "x_size", "mean": 2, "scale": 4],
      ],
      "ante": [["intercept": 1, "coefficients": [2, -0.5]]], "given": [],
    ]
    func cost(_ fitted: some FittedEstimator) throws -> Double {
      var belief = Belief(modelCount: 1)
      fitted.start(try fitted.evidence(of: query), &belief)
      return belief.cost[0]
    }
    return try cost(CostEstimators.table.fitted(JSONNode(json), models: ["a"]))
  }

  /// 200 letters are 2 deviations above the mean, a size of 6 is one: 1 + 2 * 2 - 0.5 = 4.5. What is missing is the mean.
  @Test func valuesAreStandardised() throws {
    var query = QueryState(modelCount: 1)
    #expect(try cost(query) == 1)
    query.text = String(repeating: "x", count: 200)
    #expect(abs(try cost(query) - 5) < 1e-12)
    query.features["x_size"] = 6
    #expect(abs(try cost(query) - 4.5) < 1e-12)
  }
}
