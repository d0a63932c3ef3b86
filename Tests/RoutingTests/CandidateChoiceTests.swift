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
    // Of 1,200 queries a fold leaves 960.
    #expect(advice.comparedCount == (count == 60 ? nil : 800))
  }

  /// Models that cost the same on all of 40 queries; each is right on the first so many of every ten.
  private static func tens(_ models: [(cost: Double, right: Int)]) throws -> Dataset {
    try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: models.indices.map { "m\($0)" },
        quality: (0..<40).flatMap { query in models.map { query % 10 < $0.right ? 1.0 : 0 } },
        cost: (0..<40).flatMap { _ in models.map(\.cost) }, queryColumns: []),
      models: Array(models.indices), queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0))
  }

  /// A quality of 0.3 is to be had for 1. That a cost of 2 would buy 0.8 is not the question.
  @Test func theCheapestThatReachesAQualityIsTaken() throws {
    let advice = try Self.advice(.quality(0.3), on: Self.tens([(1, 5), (2, 8), (10, 10)]))
    #expect(advice.choice == 0 && advice.trials[0].chosenCount == 4 && advice.reference == 0)
    #expect(advice.outcomes.meanCost == 1 && advice.outcomes.meanQuality == 0.5)
    // A single model costs what it costs: that is its budget.
    #expect(advice.tuned.budget == 1 && advice.trials[2].tuned?.budget == 10)
  }

  /// Of two that cost nothing the better one is taken.
  @Test func ofEquallyCheapModelsTheBetterIsTaken() throws {
    let advice = try Self.advice(.quality(0.3), on: Self.tens([(0, 6), (0, 8), (10, 10)]))
    #expect(advice.choice == 1 && advice.trials[1].chosenCount == 4 && advice.outcomes.meanCost == 0)
    #expect(advice.tuned.budget == 0)
  }

  /// For half of what the cheapest model costs there is nothing, so that model is nearest; above its cost the goal is its
  /// budget.
  @Test func belowAllCostsTheCheapestIsTaken() throws {
    let data = try Self.tens([(1, 5), (2, 8), (10, 10)])
    let advice = try Self.advice(.budget(0.5), on: data)
    #expect(advice.choice == 0 && advice.trials[0].chosenCount == 4 && advice.reference == nil)
    #expect(advice.outcomes.meanCost == 1 && advice.tuned.budget == 1 && advice.tuned.isReachable)
    let single = try Self.advice(.budget(12), on: data)
    #expect(single.choice == 2 && single.tuned.budget == 12)
  }

  /// Nobody has a quality of 1: the nearest to it is the best model, whatever it costs.
  @Test func belowAQualityTheBestIsTaken() throws {
    let advice = try Self.advice(.quality(1), on: Self.tens([(1, 5), (2, 8), (100, 9)]))
    #expect(advice.choice == 2 && advice.outcomes.meanQuality == 0.9 && advice.reference == nil)
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
    // Where all are too slow, the faster one is nearest.
    #expect(try advice(0.5).choice == 0)
    // A model that is too slow is not the one to beat, nor to take where nothing is gained, unless all are.
    #expect(try advice(3).reference == 1 && advice(2).reference == 0 && advice(2).withoutGain.choice == 0)
    #expect(try advice(0.5).isReferenceLate && !advice(2).isReferenceLate && !advice(3).isReferenceLate)
  }
}
