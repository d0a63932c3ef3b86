import Foundation
import Mathematics
import Routing
import Testing

@Suite struct RiskBoundTests {
  /// P(Bin(10, .5) <= 2) = (1 + 10 + 45)/1024; P(Bin(20, .1) <= 0) = .9^20.
  @Test func binomialByHand() {
    #expect(abs(RiskBound.binomial(failures: 2, of: 10, level: 0.5) - 56.0 / 1024) < 1e-12)
    #expect(abs(RiskBound.binomial(failures: 0, of: 20, level: 0.1) - pow(0.9, 20)) < 1e-12)
    #expect(RiskBound.binomial(failures: 10, of: 10, level: 0.3) == 1)
    #expect(
      RiskBound.binomial(failures: 0, of: 10, level: 0) == 1 && RiskBound.binomial(failures: 9, of: 10, level: 1) == 0)
  }

  /// No loss at all in n queries: Hoeffding gives (1 - level)^n, Bentkus e times as much.
  @Test func gradedRisks() {
    #expect(abs(RiskBound.hoeffdingBentkus(risk: 0, of: 50, level: 0.1) - pow(0.9, 50)) < 1e-12)
    #expect(RiskBound.hoeffdingBentkus(risk: 0.2, of: 50, level: 0.1) == 1)
    #expect(RiskBound.pValue(of: [0, 0, 1], level: 0.5) == RiskBound.binomial(failures: 1, of: 3, level: 0.5))
    let graded = RiskBound.pValue(of: [0, 0, 0.25], level: 0.5)
    #expect(graded == RiskBound.hoeffdingBentkus(risk: 0.25 / 3, of: 3, level: 0.5))
  }

  /// .98^n <= .05 from n = 149 on.
  @Test func queriesNeeded() {
    #expect(RiskBound.queriesNeeded(risk: 0, isBinary: true, level: 0.02, delta: 0.05) == 149)
    #expect(RiskBound.queriesNeeded(risk: 0.02, isBinary: true, level: 0.02, delta: 0.05) == nil)
  }

  /// At the boundary, where the mean risk is just the level, a test rejects in at most a share delta of the worlds: 2,000
  /// worlds, three standard errors.
  @Test(arguments: [0.05, 0.1]) func promisesHold(delta: Double) {
    let key = RandomKey(seed: 3, purpose: "worlds")
    var violations = 0
    for world in 0..<2000 {
      let risks = (0..<100).map { key.mixing(world).mixing($0).uniform < 0.1 ? 1.0 : 0.0 }
      if RiskBound.pValue(of: risks, level: 0.1) <= delta { violations += 1 }
    }
    #expect(Double(violations) / 2000 <= delta + 3 * (delta * (1 - delta) / 2000).squareRoot())
    #expect(violations > 0)
  }
}
