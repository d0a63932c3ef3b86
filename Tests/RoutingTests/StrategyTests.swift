import Mathematics
import Routing
import Testing

@Suite struct StrategyTests {
  /// A strategy that needs its traces and says nothing else.
  private struct Silent: Strategy {
    func tuner(for fitted: FittedTraces, task: TaskContext) throws(RoutingError) -> any Tuner {
      throw .unsuitable("silent", reason: "it never runs")
    }
  }

  @Test func theDefaultsNeedTheTraces() {
    let tuned = TunedPolicy(policy: RoutingPolicy(lambda: 2), budget: 1, lambdas: [2], thresholds: [0.5])
    let parameters = Silent().parameters(of: tuned)
    #expect(parameters == PolicyParameters(lambdas: [2], thresholds: [0.5]))
    #expect(Silent().policy(parameters) == nil && !Silent().isChosenByQuality)
    #expect(Silent().tuned(parameters, budget: 1, gamma: 0.5, isReachable: true) == nil)
  }

  /// A threshold that no estimate reaches is none to be told.
  @Test func parametersMakeATunedPolicy() throws {
    let tuned = try #require(
      ThresholdStrategy().tuned(
        PolicyParameters(thresholds: [0.5, .infinity]), budget: 3, gamma: 0.25, isReachable: false))
    #expect(tuned.thresholds == [0.5] && tuned.budget == 3 && tuned.gamma == 0.25 && !tuned.isReachable)
  }
}
