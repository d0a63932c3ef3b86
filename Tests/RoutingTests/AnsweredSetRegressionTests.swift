import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct AnsweredSetRegressionTests {
  /// Estimates of train queries leave their own query out: of the penalties 1, 3, ... 300 the one is best by which they miss
  /// the truth least, with all answers known, summed over models; the greatest is chosen that misses it by no more than a
  /// standard error over queries beyond that.
  @Test func thePenaltyIsTheGreatestThatLeavingQueriesOutCannotTellFromTheBest() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    let families: Set<AnsweredSetFamily> = [.agreement]
    let all = ModelSet([0, 1, 2])
    func losses(_ ridge: Double) throws -> [Double] {
      let estimator = LinearEstimator(ridge: ridge, families: families)
      let fitted = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
      let estimates = fitted.estimates(given: all)
      return data.train.map { row in
        var loss = 0.0
        for place in 3 * row..<3 * row + 3 {
          let miss = estimates[place] - data.quality[place]
          loss += miss * miss
        }
        return loss
      }
    }
    let candidates = try [1.0, 3, 10, 30, 100, 300].map { (ridge: $0, losses: try losses($0)) }
    let best = try #require(candidates.min { $0.losses.reduce(0, +) < $1.losses.reduce(0, +) })
    let count = Double(data.train.count)
    let mean = best.losses.reduce(0, +) / count
    let variance = best.losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let limit = mean + (variance / count).squareRoot()
    let greatest = candidates.filter { $0.losses.reduce(0, +) / count <= limit }.map(\.ridge).max()
    let chosen = try #require(
      try LinearEstimator(families: families).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(chosen.ridge == greatest)
    #expect(chosen.ridge > best.ridge)
  }

  /// Features of queries have the penalty of lowest loss before any answer, whatever that of the answers is.
  @Test func thePenaltyOfQueriesIsTheirOwn() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    let families: Set<AnsweredSetFamily> = [.length, .confidence]
    func start(_ ridge: Double?) throws -> [Double] {
      let estimator = LinearEstimator(ridge: ridge, families: families)
      let fitted = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
      return fitted.estimates(given: ModelSet())
    }
    let candidates = try [1.0, 3, 10, 30, 100, 300].map { try start($0) }
    let chosen = try start(nil)
    let losses = candidates.map { estimates in
      var loss = 0.0
      for row in data.train {
        for place in 3 * row..<3 * row + 3 {
          let miss = estimates[place] - data.quality[place]
          loss += miss * miss
        }
      }
      return loss
    }
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(isClose(chosen, candidates[best], within: 1e-9))
    #expect(Set(losses).count == losses.count)
    // The answers' is another one, so that a single penalty for both would show.
    let fitted = try #require(
      try LinearEstimator(families: families).fit(data, task: .unobserved) as? AnsweredSetEstimates)
    #expect(fitted.ridge != [1.0, 3, 10, 30, 100, 300][best])
  }

  /// Before any answer agreement tells nothing: every query has the same estimate, and routing has no reason to send good
  /// train queries elsewhere.
  @Test func estimatesThatRestOnNothingAreTheSameForAllTrainQueries() throws {
    let data = try EvidenceTraces.simulated(models: 3)
    for estimator in [
      LinearEstimator(families: [.agreement]) as any QualityEstimator, LogisticEstimator(families: [.agreement]),
    ] {
      let fitted = try #require(try estimator.fit(data, task: .unobserved) as? AnsweredSetEstimates)
      let estimates = fitted.estimates(given: ModelSet())
      for model in 0..<3 {
        let mean = data.train.reduce(0) { $0 + data.quality[3 * $1 + model] } / Double(data.train.count)
        #expect((0..<data.count).allSatisfy { abs(estimates[3 * $0 + model] - mean) < 1e-9 })
      }
    }
  }
}
