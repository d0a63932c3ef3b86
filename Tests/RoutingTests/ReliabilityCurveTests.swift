import Routing
import Testing

@Suite struct ReliabilityCurveTests {
  /// Two bins of 0.1, 0.2, 0.6, 0.8: the edge is their median, 0.4.
  @Test func binsOfEqualMass() {
    let bins = ReliabilityCurve([0.8, 0.1, 0.6, 0.2], [1, 0, 0, 1], binCount: 2).bins
    #expect(bins.map(\.count) == [2, 2] && bins.map(\.quality) == [0.5, 0.5])
    #expect(abs(bins[0].estimate - 0.15) < 1e-12 && abs(bins[1].estimate - 0.7) < 1e-12)
    // Two of mean 0.5: the standard deviation is 0.5, the standard error 0.5/sqrt 2.
    #expect(abs(bins[0].error - 0.5 / 2.0.squareRoot()) < 1e-12)
  }

  /// Equal estimates stay together: quartiles of 0, 1, 1, 1, 1 are all 1.
  @Test func equalEstimatesAreNotParted() {
    #expect(ReliabilityCurve([1, 0, 1, 1, 1], [1, 1, 0, 1, 1], binCount: 4).bins.map(\.count) == [5])
    #expect(ReliabilityCurve([1, 0, 1, 1, 1], [1, 1, 0, 1, 1], binCount: 1).bins.map(\.count) == [5])
    #expect(ReliabilityCurve([0.3], [1]).bins.map(\.count) == [1])
  }
}
