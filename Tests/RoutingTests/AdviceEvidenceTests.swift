import Input
import Mathematics
import Routing
import Testing
import Traces

@Suite struct AdviceEvidenceTests {
  /// The dear model is right on every query, the cheap one on none: no mixture loses less than a hundredth for less.
  @Test func withoutAGainTheBestModelIsChosen() throws {
    let data = try Dataset(
      traces: TraceSet(
        source: "by hand", queryIDs: StringColumn((0..<30).map { "q\($0)" }), models: ["cheap", "dear"],
        quality: (0..<30).flatMap { _ in [0.0, 1.0] }, cost: (0..<30).flatMap { _ in [1.0, 5.0] }, queryColumns: []),
      models: [0, 1], queries: Array(0..<30), split: .folds(count: 3, repeats: 1, seed: 0))
    let fitted = try FoldTraces.fitted(data)
    let advice = try Advisor(.within(0), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    #expect(advice.trials[advice.choice].candidate.strategy == "single:dear")
    #expect(advice.outcomes.meanQuality == 1 && advice.outcomes.meanCost == 5)
    let evidence = try AdviceEvidence(
      of: advice, for: .within(0), on: data, bootstrap: Bootstrap(count: 50), task: .unobserved)
    #expect(evidence.verdict == .none && evidence.costShare?.estimate == 1 && evidence.quality?.high == 0)
  }

  /// `good` is wrong on 1 of 40 queries and costs a tenth of `best`, which is always right: that is a gain where 10% may be
  /// lost. What a unit of cost buys is 1 / 9.5 between `tiny` and `best`, so what is saved on average, 6.75, is worth 6.75 / 9.5.
  @Test func aCheaperModelThatMeetsTheAimIsAGain() throws {
    let fitted = try AdvisorTests.three(faults: 1)
    let advice = try Advisor(.within(0.1), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    #expect(advice.trials[advice.choice].candidate.strategy == "single:good")
    let evidence = try AdviceEvidence(
      of: advice, for: .within(0.1), on: fitted.data, bootstrap: Bootstrap(count: 200), task: .unobserved)
    #expect(evidence.verdict == .gain)
    let share = try #require(evidence.costShare)
    // Without the fold of the wrong answer `good` is as good as `best`, and to beat there: 3 folds at 10 and one at 1.
    #expect(abs(share.estimate - 1 / 7.75) < 1e-9 && share.low >= 0.1 - 1e-9 && share.high < 1)
    #expect(abs(try #require(evidence.quality).estimate) < 1e-9)
    #expect(abs(try #require(evidence.worth).estimate - 6.75 / 9.5) < 1e-9)
  }

  /// Of two models that are equally good, any choice is as good as any other. The best in hindsight looks better by chance, the more
  /// so where the choice changes from fold to fold; 95% intervals contain 0 there, too.
  @Test func whereThereIsNothingToChooseIntervalsHold() throws {
    var (held, open) = (0, 0)
    for world in 0..<60 {
      let data = try AdvisorTests.equal(100, world: world)
      let advice = try Advisor(
        .within(0.01), estimators: [.init(name: "", fitted: FoldTraces.fitted(data))], strategies: []
      ).advice(task: .unobserved)
      let gap = try #require(
        try AdviceEvidence(
          of: advice, for: .within(0.01), on: data, bootstrap: Bootstrap(count: 200), task: .unobserved
        ).quality)
      if advice.isUnanimous { continue }
      open += 1
      if gap.low <= 1e-9 && gap.high >= -1e-9 { held += 1 }
    }
    #expect(open >= 10 && 10 * held >= 9 * open, "\(held) held, \(open) open")
  }

  /// For half of what the cheapest model costs nothing can be had, so nothing is gained.
  @Test func aBudgetBelowAllCostsIsNoGain() throws {
    let fitted = try AdvisorTests.three(faults: 1)
    let advice = try Advisor(.budget(0.25), estimators: [.init(name: "", fitted: fitted)], strategies: []).advice(
      task: .unobserved)
    let evidence = try AdviceEvidence(
      of: advice, for: .budget(0.25), on: fitted.data, bootstrap: Bootstrap(count: 50), task: .unobserved)
    #expect(evidence.verdict == .none && evidence.quality == nil)
  }

  /// Nine in ten have to agree: of three seeds all, of ten nine.
  @Test func seedsAreTakenTogether() {
    func together(_ gain: Int, _ none: Int, _ undecided: Int) -> AdviceEvidence.Verdict {
      .together(
        [.gain, .none, .undecided].enumerated().flatMap { place, verdict in
          Array(repeating: verdict, count: [gain, none, undecided][place])
        })
    }
    #expect(together(3, 0, 0) == .gain && together(2, 0, 1) == .undecided && together(2, 1, 0) == .undecided)
    #expect(together(9, 0, 1) == .gain && together(1, 9, 0) == .none && together(8, 0, 2) == .undecided)
    #expect(together(0, 0, 10) == .undecided && together(5, 5, 0) == .undecided && together(0, 1, 0) == .none)
  }
}
