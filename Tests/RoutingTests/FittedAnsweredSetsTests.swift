import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct FittedAnsweredSetsTests {
  @Test("Answers of more than 64 models are refused with advice")
  func limit() throws {
    let many = try EvidenceTraces.simulated(models: 65, queries: 9)
    let error = #expect(throws: RoutingError.self) { try EvidenceTraces.logistic(many) }
    guard case .unsuitable("logistic", let reason)? = error else {
      Issue.record("not refused as unsuitable")
      return
    }
    #expect(reason.contains("65 models") && reason.contains("pool hull"))
  }

  @Test("Policies that reach too many sets are refused with a depth that is possible") func tooManySets() throws {
    let quality = try EvidenceTraces.logistic(try EvidenceTraces.simulated(models: 13))
    let error = #expect(throws: RoutingError.self) { try quality.fitted(for: .subsets(upTo: 13), task: .unobserved) }
    #expect("\(String(describing: error))".contains("+max-depth=6"))
  }

  /// In a pool of ten, regressions rest on three answers at most; in the file they have the features of all that ran.
  @Test func largePoolsAreServedAsTheyAreRun() throws {
    let data = try EvidenceTraces.simulated(models: 10)
    let quality = try EvidenceTraces.logistic(data)
    func rows(_ fitted: some FittedEstimator) throws -> any QualityEstimates {
      try RowEstimates(fitted, on: data, task: .unobserved)
    }
    let served = try rows(try quality.fitted(for: .subsets(upTo: 10), task: .unobserved))
    for row in data.test.prefix(10) {
      var (own, other) = (Belief(modelCount: 10), Belief(modelCount: 10))
      quality.start(row, &own)
      served.start(row, &other)
      for model in [7, 2, 9, 4, 0] {
        own.ran(model)
        other.ran(model)
        quality.observe(model, row: row, &own)
        served.observe(model, row: row, &other)
        #expect(isClose(own.quality, other.quality))
      }
    }
  }

  @Test(arguments: [
    "logistic tokens", "linear regression", "isotonic-logistic tokens", "platt-linear regression", "worded constant",
  ])
  func decidesAsRun(_ estimators: String) throws { try ServedQueries.expectDecisionsOfRun(estimators) }
}
