import Foundation
import Mathematics
import Testing

@Suite struct ChanceTests {
  /// By hand: 3/4 has odds of 3 to 1; beyond one in a million estimates are cut off.
  @Test func logOdds() {
    #expect(abs(Chance.logOdds(of: 0.75) - log(3)) < 1e-15)
    #expect(abs(Chance.logOdds(of: 2) - log(999_999)) < 1e-9 && abs(Chance.logOdds(of: -1) + log(999_999)) < 1e-9)
    #expect(abs(Chance.at(logOdds: log(3)) - 0.75) < 1e-15 && Chance.at(logOdds: 0) == 0.5)
  }

  /// By hand: a right answer at 1/4 costs log 4, a wrong one log 4/3, a half-right one their mean; certainty that is wrong costs
  /// log 1e6.
  @Test(
    arguments: [(0.25, 1.0, log(4.0)), (0.25, 0, log(4.0 / 3)), (0.25, 0.5, log(16.0 / 3) / 2), (0, 1, log(1e6))]
      as [(Double, Double, Double)])
  func logLoss(estimate: Double, truth: Double, loss: Double) {
    #expect(abs(Chance.logLoss(of: estimate, truth: truth) - loss) < 1e-9)
  }
}
