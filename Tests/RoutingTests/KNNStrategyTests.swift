import Input
import Routing
import Testing
import Traces

@Suite struct KNNStrategyTests {
  /// Model a is right where x < 0, model b elsewhere, at equal cost: neighbours tell which, whatever is fitted.
  @Test func itRoutesByNeighbours() throws {
    let places = (0..<60).map { Double($0 % 20) - 9.5 }
    let parts = (0..<60).map { Int32($0 / 20) }
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn(places.indices.map { "q\($0)" }), models: ["a", "b"],
      quality: places.flatMap { $0 < 0 ? [1.0, 0.0] : [0, 1] }, cost: places.flatMap { _ in [1.0, 1.5] },
      queryColumns: [
        Column(name: "split", values: .categories(codes: parts, labels: ["train", "tune", "test"])),
        Column(name: "x_place", values: .numbers(places)),
      ])
    let data = try Dataset(traces: traces, models: [0, 1], queries: Array(0..<60), split: .column("split"))
    let tuner = try KNNStrategy(neighbours: 3).tuner(for: SmallTraces.truthful(data), task: .unobserved)
    let free = try #require(tuner.policy(lambda: 0))
    let outcomes = try free.outcomes(on: data.test, of: SmallTraces.truthful(data), task: .unobserved)
    // The neighbours of -0.5 and 0.5 reach over the border by one of three, which does not outvote the other two.
    #expect(outcomes.meanQuality == 1 && outcomes.meanCost == 1.25)
    let tight = try tuner.policy(budget: 1, task: .unobserved)
    #expect(try tight.outcomes(on: data.test, of: SmallTraces.truthful(data), task: .unobserved).meanCost == 1)
  }
}
