import Routing
import Testing

@Suite struct CandidateTests {
  /// The cost is the sum over the models, and the trade-off is quality less price times cost.
  @Test func tradeOffsAreThoseOfTheirModels() {
    for problem in RandomProblem.several(.plain, count: 70) {
      let watched = CascadeRoutingPolicy(lambdas: [problem.lambda]).watched(problem.belief)
      #expect(!watched.evaluated.isEmpty)
      for candidate in watched.evaluated {
        let cost = candidate.models.models.reduce(0) { $0 + problem.belief.cost[$1] }
        #expect(abs(candidate.cost - cost) <= 1e-15 * cost)
        #expect(abs(candidate.tradeOff - (candidate.quality - problem.lambda * cost)) < 1e-12)
      }
    }
  }
}
