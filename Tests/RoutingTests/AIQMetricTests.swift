import Routing
import Testing

@Suite struct AIQMetricTests {
  /// Singles at costs 0 and 4. Points (0, 0), (1, 0.2), (2, 0.8), (4, 0.6): the hull is (0, 0), (2, 0.8), flat from
  /// there: area (0.8 * 2/2 + 0.8 * 2) / 4 = 0.6.
  @Test func theHullCounts() {
    let points = [(cost: 1.0, quality: 0.2), (0, 0), (4, 0.6), (2, 0.8)]
    let singles = [(cost: 0.0, quality: 0.0), (4, 0.6)]
    #expect(abs(AIQMetric.area(under: points, singles: singles) - 60) < 1e-12)
    // Without the hull: (0.1 + 0.5 + 1.4) / 4.
    #expect(abs(Frontier.area(under: points, singles: singles) - 50) < 1e-12)
  }
}
