import Input
import Mathematics
import Routing
import Testing

@Suite struct FittedEstimatorTests {
  /// An estimator that reads the query itself and leaves the rest to the defaults.
  private struct Length: FittedEstimator {
    func start(_ query: QueryState, _ belief: inout Belief) { belief.quality[0] = Double(query.text?.count ?? 0) }
    func observe(_ model: Int, _ query: QueryState, _ belief: inout Belief) {}
    func json(models: [String]) -> JSONValue { ["estimator": "length"] }
    init() {}
    init(_ node: JSONNode, models: [String], of target: EstimateTarget) throws(JSONShapeError) {}
    static func schemas(of target: EstimateTarget) -> [JSONValue] { [] }
  }

  @Test func theDefaultsReadTheQueryAndNeedNoAnsweredSet() throws {
    var query = QueryState(modelCount: 1)
    query.text = "four"
    let fitted = try Length().reaching(.subsets(upTo: 3), task: .unobserved)
    var belief = Belief(modelCount: 1)
    fitted.start(fitted.evidence(of: query), &belief)
    #expect(belief.quality == [4] && Length.readsAnswers)
  }
}
