import Mathematics
import Routing
import TestSupport
import Testing

@Suite struct SweepCurvesTests {
  /// Models of quality .2 for 1 and .8 for 3: mixing them meets any budget between, and its area is their trapezoid, 50.
  @Test func mixingByHand() throws {
    let data = try SmallTraces.parted(
      [[0.2, 0.8], [0.2, 0.8], [0.2, 0.8]], [[1, 3], [1, 3], [1, 3]], ["train", "tune", "test"])
    let frontiers = try Sweep.frontiers(
      of: [("mix", MixStrategy())], on: SmallTraces.truthful(data), budgets: .list([1, 2, 3]), task: .unobserved)
    #expect(frontiers.budgets == [1, 2, 3] && frontiers.linearBaseline == 50)
    #expect(frontiers.singles.map(\.cost) == [1, 3] && frontiers.singles.map(\.quality) == [0.2, 0.8])
    let means = frontiers.curves[0].points.map(\.outcomes.meanQuality)
    #expect(isClose(means, [0.2, 0.5, 0.8]))
    #expect(abs(frontiers.curves[0].area - 50) < 1e-9 && !frontiers.haveEqualCosts)
  }
}
