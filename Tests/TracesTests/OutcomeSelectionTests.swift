import Input
import Testing
import Traces

@Suite struct OutcomeSelectionTests {
  @Test func cheapestFirst() {
    let outcomes = SmallSelection.outcomes
    #expect(outcomes.models == ["a", "b", "c"])
    #expect(outcomes.quality[0] == [1, 0, 0, 0] && outcomes.quality[1] == [1, 1, 0, 0])
    #expect(outcomes.quality[2].map { $0.isNaN ? -1 : $0 } == [0, 1, -1, 0.5])
    #expect(outcomes.cost[0] == [1, 1, 1, 1])
  }

  @Test func bestOfEachQuery() {
    // a is as good as b on the first and cheaper; b as good as c on the second; nobody on the third; c alone on the last.
    #expect((0..<4).map { SmallSelection.outcomes.winner(of: $0) } == [0, 1, 0, 2])
  }

  @Test func modelsWithoutOutcomesAreLast() {
    let traces = TraceSet(
      source: "test", queryIDs: StringColumn(["1"]), models: ["x", "y"], quality: [.nan, 1], cost: [.nan, 9])
    let outcomes = OutcomeSelection(traces, models: [0, 1], queries: [0])
    #expect(outcomes.models == ["y", "x"] && outcomes.winner(of: 0) == 0)
    let nobody = OutcomeSelection(traces, models: [0], queries: [0])
    #expect(nobody.winner(of: 0) == nil)
  }
}
