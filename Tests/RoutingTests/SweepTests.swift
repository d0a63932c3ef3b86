import Mathematics
import Routing
import Testing
import Traces

@Suite struct SweepTests {
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
