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
}
