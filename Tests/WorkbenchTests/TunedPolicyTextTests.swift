import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import Input
import Routing
import SessionTestSupport
import TestSupport
import Testing
import Traces

@Suite struct TunedPolicyTextTests {
  /// At a mean cost of 1.5 the strategy has 0.5 on every query: small, or large where that is no better. A mixture of both in
  /// halves has 0.75 on the half of the queries where large is right, and 0.5 on the others: it is ahead by 0.25 or by 0, so
  /// by 0.125, with a standard deviation of 0.125 over 4 + 20 queries.
  @Test func whyAMixtureReplacesAStrategy() throws {
    let folder = try TemporaryFolder()
    let interpreter = try MisledTraces.interpreter(in: folder, isMendedByRunning: false)
    let text = try interpreter.output("set width 400\nrun cascade-routing --budget 1.5")
    #expect(
      text.contains(
        "cascade-routing does not beat mixing single models on the train and tune parts (-0.1250 in quality at the same "
          + "budget, standard error 0.0255), so the mixture is used\n"))
    try interpreter.output("set format json")
    let line = try interpreter.output("run cascade-routing --budget 1.5")
    let run = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let fallback = try #require(run["fallback"] as? [String: Double])
    #expect(abs(fallback["gain"]! + 0.125) < 1e-12)
    #expect(abs(fallback["standard_error"]! - 0.125 / 24.0.squareRoot()) < 1e-12)
    #expect(run["gamma"] as? Double == 0.5 && (run["lambdas"] as? [Double])?.isEmpty == true)
  }

  /// Of three folds one is served by the mixture, whether or not it serves new queries.
  @Test func inHowManyFoldsAMixtureIsUsed() throws {
    let traces = TraceSet(
      source: "by hand", queryIDs: StringColumn((0..<6).map { "q\($0)" }), models: ["a", "b"],
      quality: (0..<6).flatMap { _ in [0.0, 1] }, cost: (0..<6).flatMap { _ in [1.0, 2] }, queryColumns: [])
    let data = try Dataset(
      traces: traces, models: [0, 1], queries: Array(0..<6), split: .folds(count: 3, repeats: 1, seed: 0))
    let fitted = FittedTraces(
      data: data,
      estimates: Estimates(
        quality: try ConstantEstimator().estimates(of: data, task: .unobserved) as any QualityEstimates,
        cost: try ConstantEstimator().estimates(of: data, task: .unobserved) as any CostEstimates))
    let plain = try SingleStrategy(model: 0).tuner(for: fitted, task: .unobserved).policy(budget: 1, task: .unobserved)
    var mixed = plain
    mixed.fallback = Fallback(gain: -0.125, standardError: 0.0625)
    func sentence(_ whole: TunedPolicy, _ folds: [TunedPolicy]) -> String? {
      var tuned = whole
      tuned.folds = folds
      return tuned.fallbackSentence("index", on: data)
    }
    let reason =
      "index does not beat mixing single models out of fold (-0.1250 in quality at the same budget, standard error 0.0625), so "
      + "the mixture is used"
    #expect(sentence(plain, [plain, plain, plain]) == nil && sentence(plain, []) == nil)
    #expect(sentence(mixed, [mixed, mixed, mixed]) == reason && sentence(mixed, []) == reason)
    #expect(
      sentence(mixed, [plain, mixed, plain]) == reason + " for new queries, and in 1 of the 3 folds measured here")
    #expect(
      sentence(mixed, [plain, plain, plain]) == reason + " for new queries, and in none of the 3 folds measured here")
    #expect(
      sentence(plain, [plain, mixed, mixed])
        == "in 2 of the 3 folds measured here index does not beat mixing single models, so the mixture is used there")
  }

  /// For 4 a query routing has the large model on both queries, as single models of that cost have.
  @Test func whatDoesAsASingleModelSaysSo() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let text = try interpreter.output("set width 400\nrun routing --budget 4")
    #expect(
      text.contains(
        "on the train and tune parts, routing is just as good as single models of the same cost on every query, so these are "
          + "used\n"), "\(text)")
  }

  /// A price is a parameter of routing, thresholds are those of `threshold`; neither fell back.
  @Test func parameters() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    try interpreter.output("set format json")
    #expect(
      try interpreter.output("run routing --lambda 0.09").hasSuffix(
        "},\"lambdas\":[0.09],\"gamma\":0.0,\"fallback\":null,\"reachable\":true}\n"))
    #expect(
      try interpreter.output("run threshold --thresholds 0.3").hasSuffix(
        "},\"thresholds\":[0.3],\"gamma\":0.0,\"fallback\":null,\"reachable\":true}\n"))
  }
}
