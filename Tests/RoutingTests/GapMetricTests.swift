import Routing
import Testing

@Suite struct GapMetricTests {
  /// From 0.4 to 0.8; at a share of 0.5 the quality 0.7 recovers 3/4.
  let gap = GapMetric(points: [(0.5, 0.7)], weak: 0.4, strong: 0.8)

  /// Trapezoids: 0.5 * 0.75/2 + 0.5 * 1.75/2.
  @Test func average() {
    #expect(abs(gap.average - 0.625) < 1e-12)
    #expect(abs(GapMetric(points: [], weak: 0, strong: 1).average - 0.5) < 1e-12)
  }

  @Test func sharesThatRecover() {
    #expect(abs(gap.share(recovering: 0.5)! - 1 / 3) < 1e-12)
    #expect(abs(gap.share(recovering: 0.8)! - 0.6) < 1e-12)
    #expect(gap.share(recovering: 0) == 0)
    #expect(gap.share(recovering: 1.1) == nil)
  }
}
