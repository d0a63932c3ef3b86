import CrouteLanguage
import Foundation
import SessionTestSupport
import Testing

@Suite struct AdviceJSONTests {
  private func json(_ command: String) throws -> [String: Any] {
    let (interpreter, _) = try ThreeModels.loaded(40, faults: 1)
    let line = try interpreter.output("set format json\n" + command).split(separator: "\n").last ?? ""
    return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
  }

  /// `good` is right on 39 of 40 queries for a tenth of what `best` costs.
  @Test func aGain() throws {
    let advice = try json("advise --within 10% --folds 4 --repeats 1")
    #expect(advice["verdict"] as? String == "gain" && advice["strategy"] as? String == "single:good")
    #expect(advice["quality"] as? Double == 0.975 && advice["cost"] as? Double == 1)
    #expect(advice["reference"] as? String == "best")
    // Without the fold of ten that has the wrong answer both are always right, and the cheaper one is to beat.
    #expect(advice["reference_in_folds"] as? [String: Double] == ["quality": 0.975, "cost": 7.75])
    #expect(abs(((advice["cost_share"] as? [String: Double])?["estimate"] ?? 0) - 1 / 7.75) < 1e-9)
    #expect(advice["over_budget"] is NSNull && advice["estimator"] is NSNull)
    #expect(advice["answered"] as? [String: Double] == ["tiny": 0, "good": 1, "best": 0])
  }

  /// Where a budget is the goal, what is spent of it is told as well: `good` leaves 3 of 4.
  @Test func aBudget() throws {
    let advice = try json("advise --budget 4 --folds 4 --repeats 1")
    #expect(advice["reference"] as? String == "good" && advice["over_budget"] as? [String: Double] != nil)
    let below = try json("advise --budget 0.25 --folds 4 --repeats 1")
    #expect(below["over_budget"] as? [String: Double] == ["estimate": 0.25, "low": 0.25, "high": 0.25])
  }
}
