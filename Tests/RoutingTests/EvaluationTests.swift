import Mathematics
import Routing
import Testing
import Traces

@Suite struct EvaluationTests {
  @Test func rowsKeepTheirOrderOverChunks() throws {
    let n = 1000
    let data = try SmallTraces.parted(
      (0...n).map { _ in [0.5] }, (0...n).map { [Double($0)] }, ["train"] + (0..<n).map { _ in "test" })
    let outcomes = try MixStrategy().tuner(for: SmallTraces.truthful(data), task: .unobserved)
      .policy(budget: nil, task: .unobserved).outcomes(on: data.test, of: SmallTraces.truthful(data), task: .unobserved)
    #expect(outcomes.cost == (1...n).map(Double.init))
    #expect(outcomes.ran == [Double(n)])
  }

  @Test func cancelledWorkEnds() throws {
    let data = try SmallTraces.tuning(qualities: [[0.5]], costs: [[1]])
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: RoutingError.cancelled) {
      try RoutingPolicy(lambda: 0).outcomes(
        on: data.tune, of: SmallTraces.truthful(data), rule: .lowestCost, task: TaskContext(flag: flag))
    }
  }
}
