import Routing
import Testing

@Suite struct OutcomeDistributionTests {
  /// Half of the answers are right and show .8, the others .2: at a chance of .5 both signals come as often, and leave .8
  /// and .2. A run that costs .1 is worth it up to z with (.8 - z) / 2 = .1, which is .6; one that costs .4 up to the mean of
  /// both less .4, which is .1.
  @Test func signalsByHand() {
    var belief = Belief(quality: [0.5], cost: [1], sigma: [0.3])
    belief.prospect = .signal(SignalModel([(rate: 0.5, signals: [0.8, 0.2])]))
    #expect(abs(belief.reservationValue(of: 0, lambda: 0.1) - 0.6) < 1e-12)
    #expect(abs(belief.reservationValue(of: 0, lambda: 0.4) - 0.1) < 1e-12)
    #expect(abs(belief.reservationValue(of: 0, lambda: 0) - 0.8) < 1e-12)
  }

  /// Right with chance .5: (1 - z) / 2 = .1 at z = .8; where the price exceeds what any answer brings, the chance less it.
  @Test func truthsByHand() {
    var belief = Belief(quality: [0.5], cost: [1], sigma: [0.5])
    belief.prospect = .truth(nil)
    #expect(abs(belief.reservationValue(of: 0, lambda: 0.1) - 0.8) < 1e-12)
    #expect(abs(belief.reservationValue(of: 0, lambda: 0.7) + 0.2) < 1e-12)
  }
}
