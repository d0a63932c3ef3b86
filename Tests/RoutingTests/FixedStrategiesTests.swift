import Routing
import Testing

@Suite struct FixedStrategiesTests {
  @Test func mixGoesAlongTheHull() throws {
    let data = try SmallTraces.parted(
      [[0, 0, 1], [0, 1, 1], [1, 0, 1], [0, 0, 1]], [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]],
      ["train", "tune", "tune", "test"])
    // On tune: qualities .5, .5, 1 at 1, 2, 3; the middle model is off the hull; budget 2 is half way.
    let fitted = SmallTraces.truthful(data)
    let tuned = try MixStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 2, task: .unobserved)
    let outcomes = try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved)
    #expect(outcomes.meanCost == 2 && outcomes.meanQuality == 0.75)
    #expect(outcomes.ran == [1, 0, 1])
  }

  /// On tune alone the dear model is the better one; on both parts, two queries against one, it is not.
  @Test func mixChoosesByTrainAndTune() throws {
    let data = try SmallTraces.parted(
      [[1, 0], [1, 0], [0, 1], [0, 0]], [[1, 2], [1, 2], [1, 2], [1, 2]], ["train", "train", "tune", "test"])
    let fitted = SmallTraces.truthful(data)
    let tuned = try MixStrategy().tuner(for: fitted, task: .unobserved).policy(budget: 2, task: .unobserved)
    #expect(try tuned.outcomes(on: data.test, of: fitted, task: .unobserved).ran == [1, 0])
  }

  @Test func singleRunsItsModelWhateverTheBudget() throws {
    let data = try SmallTraces.tuning(qualities: [[0, 1], [0.5, 1]], costs: [[1, 2], [3, 4]])
    let fitted = SmallTraces.truthful(data)
    let tuned = try SingleStrategy(model: 0).tuner(for: fitted, task: .unobserved).policy(budget: 1, task: .unobserved)
    #expect(!tuned.isReachable)  // it costs 2 on average
    #expect(try tuned.outcomes(on: data.tune, of: fitted, task: .unobserved).cost == [1, 3])
  }
}
