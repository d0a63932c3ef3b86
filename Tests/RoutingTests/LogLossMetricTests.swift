import Glibc
import Routing
import Testing

@Suite struct LogLossMetricTests {
  @Test func byHand() {
    #expect(abs(LogLossMetric.score([0.5, 0.25], [1, 0]) - (log(2) + log(4 / 3.0)) / 2) < 1e-12)
    // A graded quality of 0.5 at a chance of 0.5 costs log 2; certainties count as a millionth less.
    #expect(abs(LogLossMetric.score([0.5], [0.5]) - log(2)) < 1e-12)
    #expect(abs(LogLossMetric.score([1.7, -3], [0, 1]) - 6 * log(10)) < 1e-9)
  }
}
