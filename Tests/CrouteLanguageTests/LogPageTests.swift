import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import Testing

@Suite struct LogPageTests {
  /// Small is worth 1/2, large 4/5; what the log has of small is better than that, since it got the small queries.
  @Test func describeRecognisesALog() throws {
    let interpreter = try LoggedTraceFile().interpreter
    let text = try interpreter.output("describe")
    #expect(
      text.contains("note: a log: 600 of 600 queries have the outcome of one model; the propensities are recorded"))
    #expect(text.contains("what can be asked: single, mix, routing, knn and policy files"))
    #expect(text.contains("what cannot: threshold, cascade, cascade-routing, index, pairs, oracle, advise"))
    #expect(!text.contains("wins"))
    try interpreter.output("describe --as d\nset format csv")
    let rows = try interpreter.output(
      "sql SELECT quality, adjusted_quality, margin, cost, adjusted_cost, effective FROM d"
    )
    .split(separator: "\n").dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    let (small, large) = (rows[0], rows[1])
    #expect(small[0] > 0.6 && abs(small[1] - 0.5) < 0.08 && small[2] > 0.03 && small[2] < 0.08)
    #expect(abs(large[1] - 0.8) < 0.06)
    #expect(abs(small[4] - 1) < 1e-6 && abs(large[4] - 5) < 1e-6)
    // About 240 weights of 1.25 and 60 of 5: 600^2 / 1875 = 192.
    #expect(small[5] > 130 && small[5] < 260)
  }

  @Test func withoutPropensitiesTheAssumptionIsNamed() throws {
    let interpreter = try LoggedTraceFile(propensities: false).interpreter
    #expect(
      try interpreter.output("describe").contains(
        "no propensities are recorded: it is assumed that the log chose by chance, in the shares of models within groups"
      ))
  }

  @Test func json() throws {
    let interpreter = try LoggedTraceFile().interpreter
    try interpreter.output("set format json")
    let text = try interpreter.output("describe")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let log = try #require(object["log"] as? [String: Any])
    #expect(log["propensities"] as? Bool == true && log["groups"] as? Bool == true)
    #expect((object["models"] as? [Any])?.count == 2)
  }
}
