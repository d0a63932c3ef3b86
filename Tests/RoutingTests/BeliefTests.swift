import Routing
import Testing

@Suite struct BeliefTests {
  @Test func theBestAnswerIsTheCheapestAmongEquals() {
    var belief = Belief(quality: [0.7, 0.7, 0.9, 0.7], cost: [3, 2, 1, 2], sigma: [0, 0, 0, 0])
    for model in [0, 3, 1] { belief.ran(model) }
    // Models 1 and 3 have the same estimate and cost; model 2 has not run.
    #expect(belief.bestAnswered == 1)
    belief.ran(2)
    #expect(belief.bestAnswered == 2)
  }

  @Test func runsAreKeptInOrderAndForgotten() {
    var belief = Belief(modelCount: 300)
    for model in [299, 4] { belief.ran(model) }
    #expect(belief.answered == [299, 4] && belief.answeredSet.models == [4, 299] && belief.hasRun(299))
    #expect(belief.unanswered.count == 298 && !belief.unanswered.contains(299))
    belief.forget()
    #expect(belief.answered.isEmpty && belief.answeredSet.isEmpty && belief.unanswered.count == 300)
  }

  @Test func deviationsAreThoseOfTheCovarianceWhereThereIsOne() {
    var belief = Belief(quality: [0.5, 0.5], cost: [1, 1], sigma: [0.1, 0.2])
    #expect(belief.deviation(of: 1) == 0.2)
    belief.covariance = Covariance(matrix: [0.09, 0, 0, 0.16], modelCount: 2)
    #expect(abs(belief.deviation(of: 0) - 0.3) < 1e-15 && abs(belief.deviation(of: 1) - 0.4) < 1e-15)
  }
}
