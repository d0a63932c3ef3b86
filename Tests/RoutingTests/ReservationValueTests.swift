import Mathematics
import Routing
import Testing

@Suite struct ReservationValueTests {
  @Test("The Gaussian value solves its equation", arguments: [1e-9, 1e-4, 0.01, 0.2, 0.3, 0.7, 2, 10, 29.9])
  func gaussian(ratio: Double) {
    let (mean, sigma) = (0.4, 0.35)
    let value = ReservationValue.gaussian(mean: mean, sigma: sigma, price: ratio * sigma)
    // E[(Q - z)^+] is the integral of the upper tail above z.
    let rule = GaussLegendre(count: 60)
    var tail = 0.0
    let steps = 40
    let end = max(mean, value) + 9 * sigma
    for step in 0..<steps {
      let width = (end - value) / Double(steps)
      for (node, weight) in zip(rule.nodes, rule.weights) {
        let t = value + width * (Double(step) + 0.5 + 0.5 * node)
        tail += 0.5 * width * weight * Normal.cumulative((mean - t) / sigma)
      }
    }
    #expect(abs(tail / (ratio * sigma) - 1) < 1e-9)
  }

  @Test("The price of half a standard deviation over sqrt(2 pi) has its value at the mean")
  func atTheMean() {
    // u = 0 solves phi(u) - u (1 - Phi(u)) = 1/sqrt(2 pi).
    let value = ReservationValue.gaussian(mean: 0.6, sigma: 0.5, price: 0.5 * 0.398_942_280_401_432_7)
    #expect(abs(value - 0.6) < 1e-14)
  }

  @Test("Limits: certain, free, and dear")
  func limits() {
    #expect(ReservationValue.gaussian(mean: 0.5, sigma: 0, price: 0.2) == 0.3)
    #expect(ReservationValue.gaussian(mean: 0.5, sigma: 0, price: 0) == 0.5)
    #expect(ReservationValue.gaussian(mean: 0.5, sigma: 0.1, price: 0) == .infinity)
    #expect(ReservationValue.gaussian(mean: 0.5, sigma: 0.1, price: -1) == .infinity)
    #expect(abs(ReservationValue.gaussian(mean: 0.5, sigma: 0.1, price: 2.999_999) - (0.5 - 2.999_999)) < 1e-12)
    #expect(ReservationValue.gaussian(mean: 0.5, sigma: 0.1, price: 500) == -499.5)
  }

  @Test("The excess over a level is the integral it stands for")
  func excess() {
    // E[(Q - z)^+] at z = mean is sigma / sqrt(2 pi); far above the mean 1e-16 of relative accuracy must remain.
    #expect(abs(ReservationValue.gaussianExcess(mean: 1, sigma: 2, over: 1) - 0.797_884_560_802_865_4) < 1e-15)
    // At u = 10: phi(10) (1 - 10 R(10)), Mills' ratio R by its asymptotic series to 1e-12.
    let expected =
      7.694_598_626_706_42e-23 * (1 / 100.0) * (1 - 3 / 100.0 + 15 / 1e4 - 105 / 1e6 + 945 / 1e8 - 10395 / 1e10)
    #expect(abs(ReservationValue.gaussianExcess(mean: 0, sigma: 1, over: 10) / expected - 1) < 2e-6)
    #expect(ReservationValue.gaussianExcess(mean: 0.7, sigma: 0, over: 0.5) == 0.7 - 0.5)
    #expect(ReservationValue.gaussianExcess(mean: 0.3, sigma: 0, over: 0.5) == 0)
  }

  @Test("The Bernoulli value solves its equation", arguments: [0.1, 0.5, 0.9], [0.01, 0.3, 0.8, 2])
  func bernoulli(p: Double, price: Double) {
    let z = ReservationValue.bernoulli(p, price: price)
    #expect(abs(p * max(1 - z, 0) + (1 - p) * max(0 - z, 0) - price) < 1e-12)
  }

  @Test("A certain Bernoulli variable is worth its value less the price")
  func certainBernoulli() {
    #expect(ReservationValue.bernoulli(1, price: 0.25) == 0.75)
    #expect(ReservationValue.bernoulli(0, price: 0.25) == -0.25)
    // Nothing is better than what is right for sure, even at no price; who is paid for a run goes on.
    #expect(ReservationValue.bernoulli(0.5, price: 0) == 1)
    #expect(ReservationValue.bernoulli(0.5, price: -0.1) == 1.2)
  }
}
