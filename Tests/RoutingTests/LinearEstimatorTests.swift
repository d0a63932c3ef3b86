import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct LinearEstimatorTests {
  /// As in `LogisticEstimatorTests`, with sklearn.linear_model.Ridge(alpha=1).
  @Test(
    "Brier scores on MMLU by an independent program", .enabled(if: SharedData.hasTraces, "no ../shared/data"))
  func agreesWithScikitLearn() throws {
    let data = try EvidenceTraces.mmlu()
    let estimates = try #require(try LinearEstimator(ridge: 1).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    let exAnte = LogisticEstimatorTests.brier(estimates.estimates(given: ModelSet()), data)
    let postHoc = (0..<4).map { LogisticEstimatorTests.brier(estimates.estimates(given: ModelSet([$0])), data)[$0] }
    let recorded = ([0.187777, 0.192269, 0.15248, 0.141147], [0.141881, 0.150752, 0.119036, 0.109936])
    #expect(isClose(exAnte, recorded.0, within: 2e-6))
    #expect(isClose(postHoc, recorded.1, within: 2e-6))
  }
}
