import Mathematics
import Testing

@Suite struct StatisticsTests {
  /// Worked out by hand: places 0, .5, 1.5, 2.25 and 3 between 1, 2, 4 and 10.
  @Test(arguments: [(0.0, 1.0), (1.0 / 6, 1.5), (0.5, 3.0), (0.75, 5.5), (1.0, 10.0)] as [(Double, Double)])
  func quantiles(share: Double, value: Double) {
    #expect(abs([1.0, 2, 4, 10].quantile(share) - value) < 1e-12)
  }

  @Test func quantilesOfFewValues() {
    #expect([7.0].quantile(0.3) == 7)
    #expect([Double]().quantile(0.5).isNaN)
    #expect(
      [-.infinity, 1, .infinity].quantile(0.25) == -.infinity && [-.infinity, 1, .infinity].quantile(0.75) == .infinity)
  }

  /// By hand: x - 2 = -1 0 1, y - 3 = -2 1 1: covariance 1, variances 2/3 and 2, so 1 / sqrt(4/3).
  @Test func correlation() {
    #expect(abs([1.0, 2, 3].correlation(with: [1.0, 4, 4]) - 0.75.squareRoot()) < 1e-12)
    #expect([1.0, 1].correlation(with: [1.0, 2]).isNaN)
  }

  /// Added up, thirty times 0.1 is more than 3 and thirty times 0.7 less than 21, so their means miss them.
  @Test func constantsDoNotVary() {
    let (low, high) = ([Double](repeating: 0.1, count: 30), [Double](repeating: 0.7, count: 30))
    #expect(low.mean != 0.1 && high.mean != 0.7)
    #expect(low.correlation(with: high).isNaN && low.standardDeviation == 0 && high.standardDeviation == 0)
    let rising = (0..<30).map { Double($0) }
    #expect(low.correlation(with: rising).isNaN && rising.correlation(with: high).isNaN)
    #expect(abs(rising.correlation(with: rising) - 1) < 1e-12)
    #expect([Double]().standardDeviation.isNaN && [Double]().correlation(with: []).isNaN)
  }
}
