import Routing
import Testing

@Suite struct AUROCMetricTests {
  @Test func byHand() {
    // Right: 0.9, 0.4; wrong: 0.4, 0.1. Of four pairs three are in order and one ties: 3.5/4.
    #expect(AUROCMetric.area([0.9, 0.4, 0.4, 0.1], [1, 1, 0, 0]) == 0.875)
    #expect(AUROCMetric.area([0.3, 0.3, 0.3], [1, 0, 1]) == 0.5)
  }

  @Test func isNotDefinedWithoutBothKinds() {
    #expect(AUROCMetric.area([0.9, 0.4], [1, 1]) == nil)
    #expect(AUROCMetric.area([0.9, 0.4], [0, 0]) == nil)
    #expect(AUROCMetric.area([0.9, 0.4], [1, 0.5]) == nil)
  }
}
