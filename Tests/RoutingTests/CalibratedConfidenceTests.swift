import Routing
import Testing

/// Signals are internal; what follows from them is seen through `SignalModel` and `IRTEstimator`.
@Suite struct CalibratedConfidenceTests {
  /// One model, rate 0.5, signals 0.8 and 0.2: from chance 0.5 the estimate becomes 0.8 or 0.2, each with probability
  /// 1/2, so z solves (0.8 - z)/2 = price for a small price.
  @Test func signalsMoveTheEstimateByBayes() {
    var belief = Belief(quality: [0.5], cost: [1], sigma: [0.3])
    belief.prospect = .signal(SignalModel([(rate: 0.5, signals: [0.8, 0.2])]))
    let watched = IndexPolicy(lambda: 0.1).watched(belief)
    #expect(abs(watched.evaluated[0].tradeOff - 0.6) < 1e-12)
  }
}
