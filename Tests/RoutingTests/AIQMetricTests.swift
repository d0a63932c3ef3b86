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

  /// The formula by hand: singles at costs 1 and 5, points (2, 0.4), (3, 0.8), (6, 0.9). From 1 to 2 there is no router;
  /// from 2 to 3 the mean is 0.6; from 3 to 5 the line from 0.8 rises by 1/30 a unit, the mean is 0.8 + 1/30; together
  /// (0.6 + 2 (0.8 + 1/30)) / 4 = 0.566667.
  @Test func theDomainIsThatOfTheSingleModels() {
    let points = [(cost: 2.0, quality: 0.4), (3, 0.8), (6, 0.9)]
    let singles = [(cost: 1.0, quality: 0.3), (5, 0.7)]
    #expect(abs(AIQMetric.area(under: points, singles: singles) - 100 * (0.6 + 2 * (0.8 + 1.0 / 30)) / 4) < 1e-12)
  }
}
