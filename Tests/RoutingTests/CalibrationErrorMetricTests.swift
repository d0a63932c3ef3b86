import Routing
import Testing

@Suite struct CalibrationErrorMetricTests {
  /// Thirty answers, two to a bin (the edges i/15 of 0...29 lie between them): bin b holds the estimates of 2b and 2b + 1.
  /// All are right, so the error is the mean of 1 - estimate.
  @Test func byHand() {
    let estimates = (0..<30).map { Double($0) / 30 }
    let error = CalibrationErrorMetric.expected(estimates, estimates.map { _ in 1 })
    #expect(abs(error - (1 - 14.5 / 30)) < 1e-12)
    // One wrong and one right answer in each bin: |mean estimate - 0.5|, from 0.5/30 to 28.5/30 in steps of 2/30.
    let mixed = CalibrationErrorMetric.expected(estimates, (0..<30).map { Double($0 % 2) })
    let distances: [Double] = (0..<15).map { bin in abs((2 * Double(bin) + 0.5) / 30 - 0.5) }
    #expect(abs(mixed - distances.reduce(0, +) / 15) < 1e-12)
  }
}
