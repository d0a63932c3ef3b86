import Mathematics
import Routing
import Testing

@Suite struct FittedAnsweredSetsTests {
  @Test("More than nine models are refused with advice")
  func limit() throws {
    #expect(throws: Never.self) { try EvidenceTraces.logistic(try EvidenceTraces.simulated(models: 9)) }
    let many = try EvidenceTraces.simulated(models: 10)
    let error = #expect(throws: RoutingError.self) { try EvidenceTraces.logistic(many) }
    guard case .unsuitable("logistic", let reason)? = error else {
      Issue.record("not refused as unsuitable")
      return
    }
    #expect(reason.contains("10 models") && reason.contains("pool hull"))
  }

  @Test(arguments: [
    "logistic tokens", "linear regression", "isotonic-logistic tokens", "platt-linear regression", "worded constant",
  ])
  func decidesAsRun(_ estimators: String) throws { try ServedQueries.expectDecisionsOfRun(estimators) }
}
