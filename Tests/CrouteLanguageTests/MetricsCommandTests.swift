import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// One test query, c: small has quality 0 for 1, large 1 for 4; costs are USD.
@Suite struct MetricsCommandTests {
  private func values(_ commands: String) throws -> [String: Double] {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let text = try interpreter.output(commands + "\nset format json\nmetrics").split(separator: "\n").last ?? ""
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    return object.compactMapValues { $0 as? Double }
  }

  /// Always the best model: nothing to regret, twice a random model's quality of 0.5, no gap.
  @Test func theBestModel() throws {
    let values = try values("run single:large --budget 4")
    #expect(values["regret"] == 0 && values["gap_to_oracle"] == 0, "\(values)")
    #expect(values["gain_over_random"] == 1 && values["gain_over_single"] == 0, "\(values)")
  }

  @Test func tablesHaveNone() throws {
    let error = thrown { () throws(Diagnostic) in try Interpreter().output("sql --as t SELECT 1;\nmetrics t") }
    #expect(error?.message == "metrics needs a run or a sweep" && error?.suggestion == "try: sweep all")
  }

  /// Always the worst: all of the best model's quality is lost.
  @Test func theWorstModel() throws {
    let values = try values("run single:small --budget 1")
    #expect(values["gain_over_random"] == -1 && values["gain_over_single"] == -1, "\(values)")
    #expect(values["gap_to_oracle"] == 1, "\(values)")
    let parts = ["wrong_answer", "stopped_late", "stopped_early", "wrong_model"].compactMap { values[$0] }
    #expect(parts.count == 4 && abs(parts.reduce(0, +) - (values["regret"] ?? .nan)) < 1e-12, "\(values)")
  }

  @Test func aTableHasNone() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(throws: Diagnostic.self) { try interpreter.output("describe --as d\nmetrics d") }
  }
}
