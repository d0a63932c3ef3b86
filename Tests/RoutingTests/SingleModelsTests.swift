import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct SingleModelsTests {
  @Test func completeOutcomesAreTakenAsTheyAre() throws {
    let data = try SmallTraces.parted(
      [[1, 0], [0, 1], [0.5, 0]], [[1, 3], [2, 5], [4, 7]], ["train", "test", "test"])
    let singles = SingleModels(data, on: data.test)
    #expect(singles.quality == [[0, 0.5], [1, 0]] && singles.cost == [[2, 4], [5, 7]])
    #expect(singles.means.map(\.cost) == [3, 6] && Sweep.singles(of: data).map(\.quality) == [0.25, 0.5])
  }

  /// The adjusted outcomes of all rows, then those of the test part.
  @Test func missingOutcomesAreAdjustedOnAllRows() throws {
    let whole = try SimulatedBench.routerBench(queries: 300, seed: 1).data
    let data = try HoledTraces.deleting(
      whole, split: .hashed(train: 0.3, tune: 0.3, seed: 0), HoledTraces.atRandom(0.2))
    let group = try #require(data.traces.queryColumn("group"))
    let columns = data.models.indices.map { model in
      (0..<data.count).map { data.quality[$0 * data.modelCount + model] }
    }
    let all = AdjustedOutcomes(columns, groups: group.groups(of: data.queryIndices), scale: .difference)
    let expected = all.values.map { column in data.test.map { column[$0] }.mean }
    let found = Sweep.singles(of: data).map(\.quality)
    #expect(found == expected)
    #expect(isClose(found, Sweep.singles(of: whole).map(\.quality), within: 0.1))
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try ConstantEstimator().fit(data, task: .unobserved),
        cost: try ConstantEstimator().fit(data, task: .unobserved)))
    let frontiers = try Sweep.frontiers(of: [], on: fitted, budgets: [1], task: .unobserved)
    let means = try Bootstrap(count: 200).statistics(of: frontiers, on: fitted, task: .unobserved) { singles, _ in
      singles.map(\.quality)
    }
    for model in data.models.indices { #expect(abs(means.map { $0[model] }.mean - found[model]) < 0.02) }
  }
}
