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
      var loss = 0.0
      for row in data.train {
        for place in 3 * row..<3 * row + 3 {
          let miss = estimates[place] - data.quality[place]
          loss += miss * miss
        }
      }
      return loss
    }
    let ridges: [Double] = [1, 3, 10, 30, 100, 300]
    let losses = try ridges.map { (ridge: $0, loss: try loss($0)) }
    let best = losses.min { $0.loss < $1.loss }
    let chosen = try #require(try LinearEstimator().fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(chosen.ridge == best?.ridge)
  }
}
