import Input
import Mathematics
import Routing
import TestSupport
import Testing
import Traces

@Suite struct AdvisorTests {
  /// The trials and the advice serve every query once in each repeat; the choices add up to the folds.
  @Test(arguments: [1, 2]) func everyFoldIsServedByAChoice(repeats: Int) throws {
    let fitted = try FoldTraces.fitted(try FoldTraces.data(count: 60, folds: 5, repeats: repeats))
    let advice = try Advisor(.within(0.01), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    #expect(advice.foldCount == 5 * repeats && advice.trials.map(\.chosenCount).reduce(0, +) == 5 * repeats)
    #expect(advice.outcomes.count == 60 && abs(advice.outcomes.answered.sum - 60) < 1e-9)
    #expect(advice.trials.map(\.candidate.strategy) == ["single:cheap", "single:dear", "mix"])
    // Single models cost what they cost, whatever was chosen.
    #expect(advice.trials[0].outcomes?.meanCost == 1 && advice.trials[1].outcomes?.meanCost == 5)
    #expect(advice.reference == 1)
  }

  /// `cheap` is right on half of the queries, and of the others `dear` on three fifths: at a budget of 2 it is asked for two
  /// fifths of them, which all look alike. The policy to use later does on all queries what was measured out of fold.
  @Test func whatIsToBeUsedIsWhatWasMeasured() throws {
    let data = try FoldTraces.data(count: 400, folds: 5)
    let judge = OracleAfterEstimator(before: ConstantEstimator())
    let costs = try ConstantEstimator().estimates(of: data, task: .unobserved) as any CostEstimates
    let judged = Estimates(quality: try judge.estimates(of: data, task: .unobserved), cost: costs)
    let advice = try Advisor(
      .budget(2),
      estimators: [
        .init(name: "", fitted: try FoldTraces.fitted(data)),
        .init(name: "judge", fitted: FittedTraces(data: data, estimates: judged)),
      ], strategies: ["cascade"]
    ).advice(task: .unobserved)
    #expect(advice.trials[advice.choice].candidate.strategy == "cascade")
    #expect(abs(advice.outcomes.meanCost - 2) < 0.05)
    let whole = Estimates(
      quality: try judge.fit(data, task: .unobserved),
      cost: try ConstantEstimator().fit(data, task: .unobserved) as any CostEstimates)
    let cheap = data.means(of: data.quality, over: data.test)[0]
    let (wrong, served) = (1 - cheap, try advice.tuned.outcomesLater(on: FittedTraces(data: data, estimates: whole)))
    #expect(abs(served.meanCost - 2) < 1e-6)
    let solved = data.test.count { data.quality[$0 * 2] == 0 && data.quality[$0 * 2 + 1] == 1 }
    let share = 1 / (5 * wrong)
    #expect(abs(served.meanQuality - (cheap + share * Double(solved) / 400)) < 0.01)
  }

  /// 40 queries and three models: at 0.5 always wrong, at 1 wrong on `faults`, at 10 always right.
  static func three(faults: Int) throws -> FittedTraces {
    try FoldTraces.fitted(
      Dataset(
        traces: TraceSet(
          source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["tiny", "good", "best"],
          quality: (0..<40).flatMap { [0, $0 < faults ? 0 : 1, 1.0] }, cost: (0..<40).flatMap { _ in [0.5, 1, 10] },
          queryColumns: []),
        models: [0, 1, 2], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0)))
  }

  /// Up to 10% may be lost, and `good` loses 3 of 40, for a tenth of the cost; half of the 10% is what tuning allows itself.
  @Test func inHindsightAllThatMayBeLostIsLost() throws {
    let advice = try Advisor(
      .within(0.1), estimators: [.init(name: "", fitted: try Self.three(faults: 3))], strategies: []
    ).advice(task: .unobserved)
    #expect(advice.bestInHindsight == 1)
    let strict = try Advisor(
      .within(0.05), estimators: [.init(name: "", fitted: try Self.three(faults: 3))], strategies: []
    ).advice(task: .unobserved)
    #expect(strict.bestInHindsight != 1)
  }

  /// `dear` is always right and costs 3 or 30, so that folds differ: where it costs more, the others have tuned it to a larger
  /// share, and mixing costs more than the budget of 2 on the whole. It is best all the same: `cheap` alone is always wrong.
  @Test func inHindsightWhatCostsNoMoreThanTheAdviceKeepsTheBudget() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["cheap", "dear"],
      quality: (0..<40).flatMap { _ in [0.0, 1] }, cost: (0..<40).flatMap { [1.0, $0 % 7 == 0 ? 30 : 3] },
      queryColumns: [])
    let fitted = try FoldTraces.fitted(
      Dataset(traces: traces, models: [0, 1], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0)))
    let advice = try Advisor(.budget(2), estimators: [.init(name: "", fitted: fitted)], strategies: [])
      .advice(task: .unobserved)
    #expect(advice.outcomes.meanCost > 2 && advice.outcomes.meanQuality > 0)
    #expect(advice.trials[advice.choice].candidate.strategy == "mix" && advice.bestInHindsight == advice.choice)
  }

  /// `quick` takes 1 s and is right on 4 of 5 queries, `slow` 3 s and always right, at twice the cost. Without a bound `slow` is best
  /// at a budget of 2; within 2 s it is no choice, but for up to 5% of the queries.
  @Test func inHindsightLatencyCounts() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<40).map { "q\($0)" }), models: ["quick", "slow"],
      quality: (0..<40).flatMap { [$0 % 5 == 0 ? 0 : 1, 1.0] }, cost: (0..<40).flatMap { _ in [1.0, 2] },
      queryColumns: [],
      outcomeColumns: [.init(name: "latency", values: .numbers((0..<40).flatMap { _ in [1.0, 3] }))])
    let fitted = try FoldTraces.fitted(
      Dataset(traces: traces, models: [0, 1], queries: Array(0..<40), split: .folds(count: 4, repeats: 1, seed: 0)))
    func hindsight(_ limit: Double?) throws -> Int? {
      try Advisor(
        .budget(2), estimators: [.init(name: "", fitted: fitted)], strategies: [], latencyLimit: limit
      ).advice(task: .unobserved).bestInHindsight
    }
    #expect(try hindsight(nil) == 1 && hindsight(3) == 1 && hindsight(2) == 2 && hindsight(0.5) == nil)
  }

  /// The model to beat is the better one on the other folds, the cheaper of equals, worked out here anew.
  @Test(arguments: [1, 3]) func theModelToBeatIsChosenInsideTheFolds(repeats: Int) throws {
    let data = try Self.equal(60, world: 1, repeats: repeats)
    let advice = try Advisor(
      .within(0), estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: []
    ).advice(task: .unobserved)
    var (quality, asked) = ([Double](repeating: 0, count: 60), [0.0, 0])
    for deal in 0..<repeats {
      for fold in 0..<5 {
        let others = data.folds!.rows(outside: fold, fold, of: deal)
        let right = [0, 1].map { model in others.map { data.quality[2 * $0 + model] }.sum }
        let better = right[1] > right[0] ? 1 : 0
        for row in data.folds!.rows(in: fold, of: deal) {
          quality[row] += data.quality[2 * row + better] / Double(repeats)
          asked[better] += 1 / Double(repeats)
        }
      }
    }
    let reference = try #require(advice.outcomesOfReference)
    #expect(isClose(reference.quality, quality, within: 1e-9))
    #expect(isClose(reference.answered, asked, within: 1e-9) && asked.allSatisfy { $0 > 0 })
  }

  /// Two models for 1 and 2, each right on 3 of 5 queries by chance.
  static func equal(_ count: Int, world: Int, repeats: Int = 1) throws -> Dataset {
    let key = RandomKey(seed: UInt64(world), purpose: "equal models")
    return try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<count).map { "q\($0)" }), models: ["a", "b"],
        quality: (0..<count).flatMap { query in
          (0..<2).map { key.mixing(query).mixing($0).uniform < 0.6 ? 1.0 : 0 }
        }, cost: (0..<count).flatMap { _ in [1.0, 2] }, queryColumns: []),
      models: [0, 1], queries: Array(0..<count), split: .folds(count: 5, repeats: repeats, seed: 0))
  }

  /// Where nothing is gained, the single model to beat is what to do: its policy, its budget and its outcomes.
  @Test func withoutAGainTheModelToBeatIsTaken() throws {
    let advice = try Advisor(
      .within(0.1), estimators: [.init(name: "", fitted: try Self.three(faults: 1))], strategies: []
    ).advice(task: .unobserved)
    #expect(advice.choice == 1 && advice.isUnanimous && advice.outcomes.meanQuality == 0.975)
    // `good` loses 1 of 40 where 2 may be lost, in each of the folds' 30.
    #expect(advice.reachedCount == 4 && advice.foldCount == 4)
    let without = advice.withoutGain
    #expect(without.choice == 2 && without.outcomes.meanCost == 10 && without.outcomes.meanQuality == 1)
    #expect(without.tuned.budget == 10 && without.outcomes.answered == [0, 0, 40] && without.estimator == 0)
  }
}

extension TunedPolicy {
  /// What the policy for queries to come does on all queries.
  fileprivate func outcomesLater(on fitted: FittedTraces) throws -> Outcomes {
    var tuned = self
    tuned.folds = []
    return try tuned.outcomes(on: fitted.data.test, of: fitted, task: .unobserved)
  }
}
