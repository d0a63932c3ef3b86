import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct ServingErrorTests {
  @Test func whatIsMissingIsNamed() throws {
    let served = try ServedQueries("noisy noisy")
    let fitted = served.fitted
    let tuned = TunedPolicy(policy: ThresholdPolicy(thresholds: [0.6]), budget: nil, thresholds: [0.6])
    let server = try DeployedPolicy("threshold", tuned, of: fitted, seed: 0, task: .unobserved).server()
    var query = served.query(fitted.data.test[0])
    query.estimates[1].exAnte = .nan
    #expect(throws: ServingError.missing(of: .estimates, field: "ante", model: 1)) { try server.decide(query) }
    query = served.query(fitted.data.test[0])
    query.take(QueryState.Answer(), of: 2)
    #expect(throws: ServingError.unreachable([2])) { try server.decide(query) }
  }
}
