import Mathematics
import Routing
import Testing

@Suite struct AnsweredSetRegressionTests {
  /// Estimates of train queries leave their own query out: of the penalties 1, 3, ... 300 the one is chosen by which they
  /// miss the truth least, with all answers known, summed over models.
  @Test func thePenaltyIsTheBestOfLeavingQueriesOut() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    let all = ModelSet([0, 1, 2])
    func loss(_ ridge: Double) throws -> Double {
      let estimator = LinearEstimator(ridge: ridge)
      let fitted = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
      let estimates = fitted.estimates(given: all)
      return data.train.flatMap { row in (0..<3).map { 3 * row + $0 } }.map { place in
        (estimates[place] - data.quality[place]) * (estimates[place] - data.quality[place])
      }.sum
    }
    let losses = try [1, 3, 10, 30, 100, 300].map { (ridge: $0, loss: try loss($0)) }
    let best = losses.min { $0.loss < $1.loss }
    let chosen = try #require(try LinearEstimator().fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(chosen.ridge == best?.ridge)
  }
}
