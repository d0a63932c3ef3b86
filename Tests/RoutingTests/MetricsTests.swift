import Foundation
import Routing
import TestSupport
import Testing
import Traces

@Suite struct MetricsTests {
  @Test func namesAndKeysDiffer() {
    #expect(Metrics.all.map(\.name) == ["Brier", "log loss", "AUROC", "ECE", "over"])
    #expect(Metrics.all.allSatisfy { $0.key.wholeMatch(of: /[a-z_]+/) != nil && !$0.summary.hasSuffix(".") })
  }

  /// exp(confidence) against correctness on the 1,531 test queries of MMLU, by scikit-learn 1.7: brier_score_loss, log_loss
  /// of chances clipped at 1e-6, roc_auc_score, and with numpy the 15 bins of percentiles that calibration_curve(strategy=
  /// 'quantile') uses, weighted by their counts; the last figure is mean((p - y) sign(p - mean y)).
  @Test(
    "Measures of recorded confidences are those of scikit-learn",
    .enabled(if: SharedData.hasTraces, "no ../shared/data"),
    arguments: [
      ("gpt-4o-mini", [0.211103167, 1.404386622, 0.818265720, 0.203266504, 0.172886216]),
      ("llama3.1-8b", [0.177506560, 0.525485319, 0.808153702, 0.075481827, 0.019164967]),
    ])
  func agreesWithScikitLearn(model: String, expected: [Double]) throws {
    var options = LoadOptions()
    options.map = ["quality": "correct", "cost": "cost_usd", "confidence": "raw_confidence"]
    let path = SharedData.traces.appendingPathComponent("cascades/mmlu.csv").path
    let traces = try TraceLoader.load(paths: [path], options: options)
    let data = try Dataset(
      traces: traces, models: [try #require(traces.models.firstIndex(of: model))],
      queries: Array(0..<traces.queryCount), split: .column("split"))
    guard case .numbers(let confidences)? = traces.outcomeColumn("confidence")?.values else {
      Issue.record("no confidences")
      return
    }
    let estimates = data.test.map { row in
      exp(confidences[data.queryIndices[row] * traces.modelCount + data.modelIndices[0]])
    }
    let truths = data.test.map { data.quality[$0] }
    #expect(truths.count == 1531)
    for (metric, expected) in zip(Metrics.all, expected) {
      let value = try #require(metric.value(estimates, truths))
      #expect(abs(value - expected) < 1e-8, "\(metric.name)")
    }
  }
}
