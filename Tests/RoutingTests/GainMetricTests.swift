import Routing
import Testing

@Suite struct GainMetricTests {
  /// Two test rows with qualities (1, 0), (0, 0.5): means 0.5 and 0.25, at random 0.375, the best answers 0.75.
  @Test func byHand() throws {
    let data = try SmallTraces.parted(
      [[1, 1], [1, 0], [0, 0.5]], [[1, 2], [1, 2], [1, 2]], ["train", "test", "test"])
    let gain = GainMetric(quality: 0.6, on: data.test, of: data)
    #expect(abs(gain.overRandom - 0.6) < 1e-12)
    #expect(abs(gain.overSingle - 0.2) < 1e-12)
    #expect(abs(gain.toOracle - 0.2) < 1e-12)
  }

  @Test func nothingToGainOver() throws {
    let data = try SmallTraces.parted([[1, 1], [0, 0]], [[1, 2], [1, 2]], ["train", "test"])
    #expect(GainMetric(quality: 0, on: data.test, of: data).overRandom.isNaN)
  }
}
