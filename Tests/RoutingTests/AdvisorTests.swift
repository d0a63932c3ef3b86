import Input
import Mathematics
import Routing
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
}
