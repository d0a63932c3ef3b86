import Routing
import Testing

@Suite struct BrierMetricTests {
  @Test func byHand() {
    // (0.2^2 + 0.5^2 + 0.2^2)/3, the last estimate left outside [0, 1] as it is.
    #expect(abs(BrierMetric.score([0.8, 0.5, 1.2], [1, 0, 1]) - 0.11) < 1e-12)
  }
}
