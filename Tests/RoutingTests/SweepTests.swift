import Mathematics
import Routing
import Testing
import Traces

@Suite struct SweepTests {
  /// Models of quality .2 for 1 and .8 for 3: mixing them meets any budget between, and its area is their trapezoid, 50.
  @Test func mixingByHand() throws {
    let data = try SmallTraces.parted(
      [[0.2, 0.8], [0.2, 0.8], [0.2, 0.8]], [[1, 3], [1, 3], [1, 3]], ["train", "tune", "test"])
    let frontiers = try Sweep.frontiers(
      of: [("mix", MixStrategy())], on: SmallTraces.truthful(data), budgets: .list([1, 2, 3]), task: .unobserved)
    #expect(frontiers.budgets == [1, 2, 3] && frontiers.linearBaseline == 50)
    #expect(frontiers.singles.map(\.cost) == [1, 3] && frontiers.singles.map(\.quality) == [0.2, 0.8])
    let means = frontiers.curves[0].points.map(\.outcomes.meanQuality)
    #expect(zip(means, [0.2, 0.5, 0.8]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(abs(frontiers.curves[0].area - 50) < 1e-9 && !frontiers.haveEqualCosts)
  }

  /// Without features there are no neighbours: an error, or left out with the reason.
  @Test func whatCannotRunIsLeftOutIfWanted() throws {
    let data = try SmallTraces.parted([[0.2, 0.8], [0.2, 0.8]], [[1, 3], [1, 3]], ["train", "test"])
    let strategies: [(name: String, strategy: any Strategy)] = [("knn", KNNStrategy()), ("mix", MixStrategy())]
    let fitted = SmallTraces.truthful(data)
    let frontiers = try Sweep.frontiers(
      of: strategies, on: fitted, budgets: .list([2]), leavesOutUnsuitable: true, task: .unobserved)
    #expect(frontiers.curves.map(\.name) == ["mix"] && frontiers.leftOut.map(\.name) == ["knn"])
    #expect(throws: RoutingError.self) {
      try Sweep.frontiers(of: strategies, on: fitted, budgets: .list([2]), task: .unobserved)
    }
  }
}
