import Mathematics
import Routing
import Testing

@Suite struct CovarianceTests {
  @Test("Perfect correlation, zero rows and a slightly negative eigenvalue are taken as they come")
  func singular() {
    let twins = Covariance(matrix: [0.16, 0.16, 0.16, 0.16], modelCount: 2)
    let same = ExpectedMaximum(.estimates([0.5, 0.4], [0.4, 0.4], covariance: twins))(of: ModelSet([0, 1]))
    #expect(abs(same - 0.5) < 1e-12)
    let opposite = Covariance(matrix: [0.16, -0.16, -0.16, 0.16 - 1e-15], modelCount: 2)
    let value = ExpectedMaximum(.estimates([0.5, 0.5], [0.4, 0.4], covariance: opposite))(of: ModelSet([0, 1]))
    #expect(abs(value - Oracle.clark(0.5, 0.5, spread: 0.8)) < 1e-2)
  }

  @Test("Models that have run are constants under it")
  func answered() {
    let covariance = Covariance(matrix: [0, 0, 0, 0, 0.09, 0.05, 0, 0.05, 0.16], modelCount: 3)
    let belief = Belief.estimates([0.6, 0.5, 0.4], [0, 0.3, 0.4], answered: [0], covariance: covariance)
    #expect(ExpectedMaximum(belief)(of: ModelSet([0])) == 0.6)
    let z = (0.5 - 0.6) / 0.3
    let exact = 0.6 + 0.3 * (Oracle.phi(z) + z * Oracle.cumulative(z))
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet([0, 1])) - exact) < 1e-2)
  }

  @Test("Models that have run still move where it says so")
  func unsettled() {
    // 0 has run, yet moves together with 1: the spread of the difference is sqrt(.04 + .09 - 2 * .05) = sqrt(.03).
    let covariance = Covariance(matrix: [0.04, 0.05, 0.05, 0.09], modelCount: 2)
    let belief = Belief.estimates([0.6, 0.5], [0.2, 0.3], answered: [0], covariance: covariance)
    let value = ExpectedMaximum(belief)
    #expect(value(of: ModelSet([0])) == 0.6)
    #expect(abs(value(of: ModelSet([0, 1])) - Oracle.clark(0.6, 0.5, spread: 0.03.squareRoot())) < 1e-2)
    // With both run, E[max] is the same: what more answers would tell counts on either side of a decision.
    let both = Belief.estimates([0.6, 0.5], [0.2, 0.3], answered: [0, 1], covariance: covariance)
    #expect(abs(ExpectedMaximum(both)(of: ModelSet([0, 1])) - value(of: ModelSet([0, 1]))) < 1e-12)
  }

  @Test("A diagonal matrix gives what independent estimates give")
  func diagonal() {
    let sigmas = [0.4, 0.3, 0.5, 0.35]
    var matrix = [Double](repeating: 0, count: 16)
    for model in 0..<4 { matrix[model * 5] = sigmas[model] * sigmas[model] }
    let means = [0.5, 0.6, 0.4, 0.7]
    let correlated = ExpectedMaximum(
      .estimates(means, sigmas, covariance: Covariance(matrix: matrix, modelCount: 4)))
    let independent = ExpectedMaximum(.estimates(means, sigmas))
    for set in [[0, 1], [1, 2, 3], [0, 1, 2, 3]] {
      #expect(abs(correlated(of: ModelSet(set)) - independent(of: ModelSet(set))) < 1e-2)
    }
  }

  @Test("More models than Sobol' dimensions, more lanes than 128")
  func wide() {
    var matrix = [Double](repeating: 0, count: 64 * 64)
    for model in 0..<64 { matrix[model * 65] = 1 }
    let belief = Belief.estimates(
      [Double](repeating: 0, count: 64), [Double](repeating: 1, count: 64),
      covariance: Covariance(matrix: matrix, modelCount: 64))
    // The expected maximum of 64 standard normal variables, by numerical integration.
    #expect(abs(ExpectedMaximum(belief)(of: ModelSet(0..<64)) - 2.343_733) < 0.05)
  }
}
