import CommandLanguage
import CrouteLanguage
import Input
import SessionTestSupport
import TestSupport
import Testing
import Traces
import Workbench

@Suite struct EstimatesSQLTableTests {
  /// What a file of estimates says stands in the table, in the order of the traces and the pool.
  @Test func areThoseOfTheFile() throws {
    let folder = try TemporaryFolder()
    let traces = try folder.write(
      """
      query_id,model,quality,cost,split
      q1,b,1,2,train
      q1,a,0,1,train
      q2,b,1,2,test
      q2,a,1,1,test

      """, to: "t.csv")
    let estimates = try folder.write(
      """
      query_id,model,ante,post,cost_ante,cost_post,sigma
      q1,a,0.25,0.5,1.5,1.25,0.125
      q1,b,0.75,0.5,2.5,2.25,0.0625
      q2,a,0.125,1,-1,1,0.125
      q2,b,0.5,0.5,2,2,0.0625

      """, to: "e.csv")
    let interpreter = Interpreter()
    try interpreter.output("set format csv\nload \(traces)\nsplit --by split\nfit table \(estimates)")
    let columns = "query_id, model, ante, post, cost_ante, cost_post, sigma"
    #expect(
      try interpreter.output("sql SELECT \(columns) FROM estimates") == """
        query_id,model,ante,post,cost_ante,cost_post,sigma
        q1,a,0.25,0.5,1.5,1.25,0.125
        q1,b,0.75,0.5,2.5,2.25,0.0625
        q2,a,0.125,1.0,-1.0,1.0,0.125
        q2,b,0.5,0.5,2.0,2.0,0.0625

        """)
    #expect(
      try interpreter.output("sql SELECT DISTINCT estimator = 'table \(estimates)' AS same FROM estimates")
        == "same\n1\n")
  }

  /// Where estimates move together, `postHoc` is what one answer alone makes of the model's own estimate, and sigma is the
  /// root of the diagonal of S: `explain` shows both at the first two steps of a cascade.
  @Test func agreeWithExplain() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 300\nfit quality logistic\nfit cost regression\nset format json")
    func ask(_ command: String) throws -> JSONValue { try JSONParser.parse(interpreter.output(command)) }
    let ids = try #require(ask("sql SELECT query_id FROM estimates GROUP BY query_id LIMIT 5")["rows"]?.array)
    for id in ids.compactMap({ $0["query_id"]?.string }) {
      let steps = try #require(ask("explain \(id) cascade --lambda 0")["steps"]?.array)
      let rows = try #require(ask("sql SELECT * FROM estimates WHERE query_id = '\(id)'")["rows"]?.array)
      for (told, row) in zip(try #require(steps[0]["estimates"]?.array), rows) {
        #expect(row["model"] == told["model"])
        #expect(row["ante"] == told["quality"] && row["cost_ante"] == told["cost"] && row["sigma"] == told["sigma"])
      }
      let after = try #require(steps[1]["estimates"]?.array?[0])
      #expect(rows[0]["post"] == after["quality"] && rows[0]["cost_post"] == after["cost"])
    }
  }
}
