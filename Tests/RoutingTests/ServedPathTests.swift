import Mathematics
import Routing
import Testing
import Traces

@Suite struct ServedPathTests {
  private let data: Dataset
  private let fitted: FittedTraces

  init() throws {
    data = try SmallTraces.tuning(qualities: [[0.3, 0.9, 0.5], [0.8, 0.2, 0.1]], costs: [[1, 2, 4], [1, 3, 4]])
    fitted = SmallTraces.truthful(data)
  }

  /// The threshold is reached by the second model on the first query and by the first on the second.
  @Test func pathsByHand() throws {
    let paths = try ThresholdPolicy(thresholds: [0.7]).paths(
      data.tune, of: fitted, rule: .lowestCost, task: .unobserved)
    #expect(paths == [ServedPath(ran: [0, 1], answer: 1), ServedPath(ran: [0], answer: 0)])
    #expect(paths[0].cost(data.tune[0], of: data) == 3 && paths[0].quality(data.tune[0], of: data) == 0.9)
    #expect(paths[1].cost(data.tune[1], of: data) == 1 && paths[1].quality(data.tune[1], of: data) == 0.8)
  }

  @Test func cancelledWorkEnds() {
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: RoutingError.cancelled) {
      try ThresholdPolicy(thresholds: [0.7]).paths(
        data.tune, of: fitted, rule: .lowestCost, task: TaskContext(flag: flag))
    }
  }
}
