import Mathematics
import Routing
import Testing

@Suite struct GreatestMeanTests {
  @Test("Certain estimates: the greatest of them, in every mode")
  func certain() {
    let means = [0.2, 0.7, 0.4]
    let zero = Covariance(matrix: [Double](repeating: 0, count: 9), modelCount: 3)
    for belief in [Belief.estimates(means, [0, 0, 0]), .estimates(means, [0, 0, 0], covariance: zero)] {
      #expect(ExpectedMaximum(belief)(of: ModelSet([0, 1, 2])) == 0.7)
      #expect(ExpectedMaximum(belief)(of: ModelSet([0, 2])) == 0.4)
    }
    var options = SearchOptions()
    options.noExpect = true
    #expect(ExpectedMaximum(.estimates(means, [1, 1, 1]), options: options)(of: ModelSet([0, 1])) == 0.7)
  }

  /// Certain models gain what they are better by; what is in hand is worth its best estimate.
  @Test("Certain models: the search takes the best set by hand")
  func search() {
    let belief = Belief(quality: [0.3, 0.6, 0.8], cost: [0.1, 0.1, 0.4], sigma: [0, 0, 0], answered: [0])
    // {0, 1} is worth 0.6 for 0.2, {0, 2} 0.8 for 0.5: equal at a price of 2/3.
    for (lambda, next) in [(0.5, 2), (0.8, 1), (3.5, nil)] as [(Double, Int?)] {
      #expect(CascadeRoutingPolicy(lambdas: [lambda]).decision(belief) == next, "\(lambda)")
    }
  }
}
