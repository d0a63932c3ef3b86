import Glibc
import Routing
import Testing

@Suite struct ConfidenceScaleTests {
  @Test func theRangeChooses() {
    #expect(ConfidenceScale(of: [-3, -0.1, 0, .nan]) == .logProbability)
    #expect(ConfidenceScale(of: [0, 0.4, 1]) == .chance)
    #expect(ConfidenceScale(of: [-0.5, 0.5]) == .asRecorded && ConfidenceScale(of: [0.5, 7]) == .asRecorded)
    #expect(ConfidenceScale(of: []) == .asRecorded)
  }

  @Test func whatAScaleAdmits() {
    let values = [-5, 0, 0.5, 1, 1.5, .nan]
    #expect(values.map(ConfidenceScale.chance.admits) == [false, true, true, true, false, true])
    #expect(values.map(ConfidenceScale.logProbability.admits) == [true, true, false, false, false, true])
    #expect(values.allSatisfy(ConfidenceScale.asRecorded.admits))
  }

  @Test func valuesSpread() {
    #expect(abs(ConfidenceScale.logProbability(-1) - log(1.000001)) < 1e-12)
    #expect(abs(ConfidenceScale.logProbability(0) - log(1e-6)) < 1e-12)
    #expect(ConfidenceScale.logProbability(0.3) == ConfidenceScale.logProbability(0))
    #expect(abs(ConfidenceScale.chance(0.8) - log(4)) < 1e-12)
    #expect(abs(ConfidenceScale.chance(1) - log((1 - 1e-6) / 1e-6)) < 1e-9)
    #expect(ConfidenceScale.asRecorded(7) == 7)
    for scale in ConfidenceScale.allCases { #expect(scale(.nan).isNaN) }
  }
}
