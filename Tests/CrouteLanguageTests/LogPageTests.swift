import CrouteLanguage
import CrouteTestSupport
import Foundation
import SessionTestSupport
import TestSupport
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

  /// Too few outcomes to learn from: their means stand alone, 0.15 of 0.1 and 0.2 for a.
  @Test(arguments: [
    ("q1,a,1,0.1\nq2,b,1,\nq3,a,1,0.2", ""), ("q1,a,1,0.1\nq2,b,1,9\nq3,a,1,0.2", "filter query_id != q2"),
  ]) func logsOfFewQueries(rows: String, filter: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("query_id,model,quality,cost\n\(rows)\n", to: "few.csv")
    let text = try Interpreter().output("load \(path)\n\(filter)\ndescribe")
    #expect(text.contains(/\na +1\.0000 .*0\.15/), "\(text)")
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

  /// Two tasks, one model each: what a model would do on the other task cannot be told. 500 equal weights count as 500.
  @Test func whatTheLogNeverSawIsNotTold() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<1000).map { index in
      index < 500 ? "q\(index),weak,\(index % 10 == 0 ? 0 : 1),1,easy" : "q\(index),strong,\(index % 2),9,hard"
    }
    let path = try folder.write("query_id,model,quality,cost,group\n" + rows.joined(separator: "\n"), to: "two.csv")
    let interpreter = Interpreter()
    let text = try interpreter.output("load \(path)\nset width 200\ndescribe --as d")
    for (model, group) in [("weak", "hard"), ("strong", "easy")] {
      #expect(
        text.contains(
          "note: \(model): the log has no query with \(model) in group \(group) where the policy runs it, on 500 of 1,000 "
            + "queries: what it is worth there cannot be told"), "\(text)")
    }
    #expect(!text.contains("hull goes by that"))
    // 450 of 500 and 250 of 500 were right.
    #expect(
      try interpreter.output(
        "set format csv\nsql SELECT model, served, quality, adjusted_quality, margin, cost, adjusted_cost, effective, hull FROM d"
      )
        == """
        model,served,quality,adjusted_quality,margin,cost,adjusted_cost,effective,hull
        weak,0.5,0.9,,,1.0,,500,
        strong,0.5,0.5,,,9.0,,500,

        """)
  }
}
