import Input
import Routing
import Testing
import Traces

@Suite struct EstimatorTableTests {
  @Test func mistakesAreNamed() {
    func fails(_ estimator: String, _ values: [String: String], with error: RoutingError) {
      #expect(throws: error) {
        try CostEstimators.table.estimator(EstimatorArguments(estimator: estimator, values: values))
      }
    }
    fails("magic", [:], with: .unknown("estimator", "magic", known: CostEstimators.all.map(\.name)))
    fails("constant", ["k": "3"], with: .unknown("option of constant", "--k", known: []))
    fails(
      "noisy", ["fit-on": "test"], with: .invalidParameter("--fit-on", found: "test", allowed: "train or all"))
  }

  /// What needs its training queries is in no policy file.
  @Test func filesHoldOnlyWhatStandsAlone() throws {
    let node = JSONNode(["estimator": "knn"])
    let error = #expect(throws: JSONShapeError.self) { try QualityEstimators.table.fitted(node, models: ["a"]) }
    #expect(error?.path == "estimator" && error?.expected.hasSuffix("oracle-after or calibrated") == true)
    let means = JSONNode(["estimator": "constant", "means": [0.5]])
    #expect(try QualityEstimators.table.fitted(means, models: ["a"]).json(models: ["a"]) == means.value)
  }

  @Test func namesAreDifferent() {
    #expect(Set(QualityEstimators.all.map(\.name)).count == QualityEstimators.all.count)
    #expect(Set(CostEstimators.all.map(\.name)).count == CostEstimators.all.count)
  }
}
