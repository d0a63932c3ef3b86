import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct FrontierBandsTests {
  /// By hand: level up to (1, .2), then .2 a unit up to (3, .6), level beyond; the order of the points does not matter.
  @Test func qualitiesOnTheLines() {
    let points = [(cost: 3.0, quality: 0.6), (cost: 1.0, quality: 0.2)]
    let found = Frontier.qualities(at: [0, 1, 1.5, 2, 3, 9], along: points)
    #expect(isClose(found, [0.2, 0.2, 0.3, 0.4, 0.6, 0.6]))
  }

  /// Where all costs are equal the band of a single model is the bootstrap of its mean quality, of the same draws.
  @Test func bandOfOnePoint() throws {
    let qualities = (0..<40).map { [Double($0 % 3) / 2, 1] }
    let data = try SmallTraces.parted(
      qualities, qualities.map { _ in [1, 2] }, ["train", "tune"] + Array(repeating: "test", count: 38))
    let fitted = SmallTraces.truthful(data)
    let frontiers = try Sweep.frontiers(
      of: [("single", SingleStrategy(model: 0))], on: fitted, budgets: .list([2]), task: .unobserved)
    let bootstrap = Bootstrap(count: 200, seed: 3)
    let band = try bootstrap.bands(of: frontiers, on: fitted, task: .unobserved)
    let column = data.test.map { data.quality[$0 * 2] }
    let expected = Interval(
      estimate: column.mean, resampled: try bootstrap.means(of: [column], task: .unobserved).map { $0[0] })
    #expect(band.count == 1 && band[0].count == 1 && band[0][0].cost == 1)
    #expect(abs(band[0][0].quality.low - expected.low) < 1e-12)
    #expect(abs(band[0][0].quality.high - expected.high) < 1e-12)
    #expect(band[0][0].quality.estimate == expected.estimate && expected.low < expected.high)
  }
}
