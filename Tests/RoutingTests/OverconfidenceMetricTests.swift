import Routing
import Testing

@Suite struct OverconfidenceMetricTests {
  @Test func byHand() throws {
    // The mean is 0.5. Promised 0.9 of what came out 0.75 in the mean, and 0.1 of 0.25: 0.15 too far on either side.
    let estimates = [0.9, 0.9, 0.9, 0.9, 0.1, 0.1, 0.1, 0.1]
    let truths = [1, 1, 1, 0, 0, 0, 0, 1.0]
    let excess = try #require(OverconfidenceMetric.excess(estimates, truths))
    #expect(abs(excess.mean - 0.15) < 1e-12)
    // Each side: -0.1 three times and 0.9 once, a standard deviation of sqrt(0.1875); over sqrt 8.
    #expect(abs(excess.error - (0.1875 / 8).squareRoot()) < 1e-12)
    // Timid estimates: 0.6 and 0.4 of the same.
    let timid = try #require(OverconfidenceMetric.excess(estimates.map { $0 > 0.5 ? 0.6 : 0.4 }, truths))
    #expect(abs(timid.mean + 0.15) < 1e-12)
    #expect(OverconfidenceMetric.excess([0.7, 0.7], [1, 0]) == nil)
  }
}
