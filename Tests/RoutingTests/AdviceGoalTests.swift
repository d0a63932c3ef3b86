import Input
import Routing
import Testing
import Traces

@Suite struct AdviceGoalTests {
  /// Models at 1 and 5, of which the second is always right: it is the one to beat unless the budget is below its cost, and
  /// there is none to beat where no model can reach the goal.
  @Test(arguments: [
    (AdviceGoal.budget(2), 0 as Int?), (.budget(5), 1), (.budget(0.5), nil as Int?), (.quality(0), 0), (.quality(1), 1),
    (.within(0.01), 1),
  ])
  func theModelToBeat(_ goal: AdviceGoal, _ reference: Int?) throws {
    let data = try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<30).map { "q\($0)" }), models: ["cheap", "dear"],
        quality: (0..<30).flatMap { _ in [0.0, 1.0] }, cost: (0..<30).flatMap { _ in [1.0, 5.0] }, queryColumns: []),
      models: [0, 1], queries: Array(0..<30), split: .folds(count: 3, repeats: 1, seed: 0))
    let advisor = try Advisor(goal, estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: [])
    #expect(try advisor.advice(task: .unobserved).reference == reference)
  }

  /// Models at 1, 5 and 20, the dearer the better and the slower: the one to beat is in time, on all queries as on those outside
  /// each fold, unless none is.
  @Test(arguments: [
    (AdviceGoal.within(0.01), 2.5, 1 as Int?), (.within(0.01), 3, 2), (.within(0.01), 1, 0), (.within(0.01), 0.5, 2),
    (.budget(30), 2.5, 1), (.budget(4), 2.5, 0), (.quality(0.6), 2.5, nil), (.quality(0.4), 2.5, 1),
  ])
  func theModelToBeatIsInTime(_ goal: AdviceGoal, _ limit: Double, _ reference: Int?) throws {
    let data = try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["cheap", "middle", "dear"],
        quality: (0..<40).flatMap { [0, $0 % 2 == 0 ? 1 : 0, 1.0] }, cost: (0..<40).flatMap { _ in [1.0, 5, 20] },
        queryColumns: [],
        outcomeColumns: [Column(name: "latency", values: .numbers((0..<40).flatMap { _ in [1.0, 2, 3] }))]),
      models: [0, 1, 2], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0))
    let advice = try Advisor(
      goal, estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: [], latencyLimit: limit
    ).advice(task: .unobserved)
    #expect(advice.reference == reference && advice.isReferenceLate == (limit < 1))
    if let reference { #expect(advice.outcomesOfReference?.answered[reference] == 40) }
  }
}
