import Input
import Routing
import Testing
import Traces

@Suite struct OwnEstimatesRoutingTests {
  /// The test query lies next to the second train query, where b is right at 4 more; fitted estimates say a is as good.
  @Test func neighboursDecideWhateverIsFitted() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: ["p", "q", "t"], models: ["a", "b"], quality: [1, 0, 0, 1, 0, 0],
      cost: [1, 5, 3, 7, 1, 1],
      queryColumns: [
        Column(name: "split", values: .categories(codes: [0, 0, 1], labels: ["train", "test"])),
        Column(name: "x_place", values: .numbers([0, 10, 9])),
      ])
    let data = try Dataset(traces: traces, models: [0, 1], queries: [0, 1, 2], split: .column("split"))
    let fitted = SmallTraces.truthful(data)
    let tuner = try KNNStrategy(neighbours: 1).tuner(for: fitted, task: .unobserved)
    let policy = try #require(tuner.policy(lambda: 0)).policy
    #expect(policy.traits.hasOwnEstimates && policy.reach(modelCount: 2).admits([1]))
    #expect(!policy.reach(modelCount: 2).admits([0, 1]))
    // b is better by 1 and dearer by 4: they tie at a price of 1/4.
    let priced = try #require(policy.priced)
    func ran(_ lambda: Double) -> [Int] { priced.priced(at: lambda).path(2, of: fitted, rule: .lowestCost).ran }
    #expect(ran(0) == [1] && ran(0.24) == [1] && ran(0.26) == [0])
    // Served together: b, then a.
    let variants = [0, 0.26].map { PolicyVariant(policy: priced.priced(at: $0), rule: .lowestCost) }
    let outcomes = try variants.outcomes(on: [2], of: fitted, task: .unobserved)
    #expect(outcomes.map(\.answered) == [[0, 1], [1, 0]])
    #expect(RoutingPolicy(lambda: 0).path(2, of: fitted, rule: .lowestCost).ran == [0])
  }
}
