import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct CandidateChoiceTests {
  private static func advice(_ goal: AdviceGoal, on data: Dataset) throws -> Advisor.Advice {
    try Advisor(goal, estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: []).advice(
      task: .unobserved)
  }

  /// At 3 between models at 1 and 5, right in 50% and 80%, the best is to ask either half the time.
  @Test(arguments: [60, 1200]) func aBudgetBetweenTwoModelsIsMixed(count: Int) throws {
    let advice = try Self.advice(.budget(3), on: FoldTraces.data(count: count, folds: 5))
    #expect(advice.trials[advice.choice].candidate.strategy == "mix" && advice.trials[2].chosenCount == 5)
    #expect(abs(advice.outcomes.meanCost - 3) < 1e-9)
    #expect(abs(advice.outcomes.answered[0] - 0.5 * Double(count)) < 1e-6)
    let whole = try advice.tuned.outcomes(
      on: Array(0..<count), of: FoldTraces.fitted(FoldTraces.data(count: count, folds: 5)), task: .unobserved)
    #expect(abs(whole.meanCost - 3) < 1e-9)
  }

  /// Where a single model does as well as anything else, it is taken.
  @Test func ofEqualsTheSimplestIsTaken() throws {
    let data = try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["a", "b"],
        quality: (0..<40).flatMap { [Double($0 % 2), Double($0 % 2)] }, cost: (0..<40).flatMap { _ in [1.0, 1.0] },
        queryColumns: []),
      models: [0, 1], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0))
    let advice = try Self.advice(.within(0.01), on: data)
    #expect(advice.choice == 0 && advice.trials[0].chosenCount == 4 && advice.trials[0].reachedCount == 4)
  }

  /// No query is answered within half the time that the faster model takes.
  @Test func whatIsTooSlowIsNotReached() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["a", "b"],
      quality: (0..<40).flatMap { [Double($0 % 2), 1] }, cost: (0..<40).flatMap { _ in [1.0, 2.0] }, queryColumns: [],
      outcomeColumns: [Column(name: "latency", values: .numbers((0..<40).flatMap { _ in [1.0, 3.0] }))])
    let data = try Dataset(
      traces: traces, models: [0, 1], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0))
    func advice(_ limit: Double) throws -> Advisor.Advice {
      try Advisor(
        .within(0.01), estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: [],
        latencyLimit: limit
      ).advice(task: .unobserved)
    }
    #expect(try advice(0.5).trials.allSatisfy { $0.reachedCount == 0 } && advice(0.5).isLate)
    // In time, the dearer model alone is good enough; it takes 3 s.
    #expect(try advice(3).trials[1].reachedCount == 4 && !advice(3).isLate)
    #expect(try advice(2).trials[1].reachedCount == 0)
  }
}
