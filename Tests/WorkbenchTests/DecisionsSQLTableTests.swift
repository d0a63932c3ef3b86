import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import SessionTestSupport
import Testing
import Traces
import Workbench

/// Decisions in SQL are those of the run, which `explain` tells as well.
@Suite struct DecisionsSQLTableTests {
  private let interpreter = Interpreter()

  init() throws {
    try interpreter.output("load sim:routerbench --queries 300\npool gpt-4,mixtral,mistral-7b,Yi,gpt-3.5")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3\nset format json")
  }

  private func ask(_ command: String) throws -> JSONValue {
    try JSONParser.parse(String(try #require(interpreter.output(command).split(separator: "\n").last)))
  }

  private func numbers(_ question: String) throws -> [Double] {
    let row = try #require(ask("sql SELECT " + question)["rows"]?.array?.first?.object)
    return row.compactMap(\.value.double)
  }

  /// Weighted by the probability of the rule, the last decisions give the cost, quality and depth that `run` reports,
  /// and the others how often each model ran.
  @Test(
    arguments: ["mix", "routing", "threshold", "cascade", "cascade-routing", "index", "pairs", "single:gpt-4"],
    ["", " --draw"])
  func addUpToTheRun(strategy: String, draw: String) throws {
    let run = try ask("run \(strategy) --budget 0.0006\(draw) --as r")
    let total =
      "sum(share * cost) / sum(share), sum(share * quality) / sum(share), sum(share * (step - 1)) / sum(share)"
    let sums = try numbers("\(total), count(DISTINCT query_id), sum(share) FROM decisions WHERE action = 'stop'")
    for (sum, key) in zip(sums, ["cost", "quality", "depth"]) {
      #expect(abs(sum - (try #require(run[key]?.double))) < 1e-9)
    }
    #expect(abs(sums[3] - sums[4]) < 1e-9)
    for (action, key) in [("run", "ran"), ("stop", "answered")] {
      for model in try #require(run[key]?.object) {
        let count = try numbers(
          "coalesce(sum(share), 0) AS n FROM decisions WHERE action = '\(action)' AND model = '\(model.key)'")
        #expect(abs(count[0] - (model.value.double ?? .nan)) < 1e-9)
      }
    }
  }

  @Test(arguments: ["cascade-routing", "index", "routing"])
  func areWhatExplainTells(strategy: String) throws {
    _ = try ask("run \(strategy) --budget 0.0006 --draw")
    let ids = try #require(ask("sql SELECT query_id FROM queries WHERE part = 'test' LIMIT 20")["rows"]?.array)
    #expect(ids.count == 20)
    for id in ids.compactMap({ $0["query_id"]?.string }) {
      let told = try ask("explain \(id)")
      let steps = try #require(told["steps"]?.array)
      let rows = try #require(
        ask("sql SELECT * FROM decisions WHERE query_id = '\(id)' ORDER BY step")["rows"]?.array)
      #expect(rows.last?["model"]?.string == told["answer"]?.string)
      #expect(rows.last?["cost"]?.double == told["cost"]?.double)
      #expect(rows[0]["rule"]?.string == told["rule"]?.string)
      for (step, row) in zip(steps, rows) {
        #expect(row["lambda"]?.double == step["lambda"]?.double)
        #expect(row["tau"]?.double == step["best"]?["trade_off"]?.double)
        if let run = step["run"]?.string { #expect(row["model"]?.string == run && row["action"]?.string == "run") }
        #expect(row["evaluated"]?.double == step["candidates"]?.array.map { Double($0.count) })
        #expect(row["bounded_out"]?.double == step["bounded_out"]?.double)
      }
    }
  }

  @Test func sweepsLeaveNone() throws {
    _ = try ask("sweep mix --budgets 2")
    let answer = try ask("sql SELECT * FROM decisions")
    #expect(answer["row_count"]?.double == 0)
    #expect(answer["notes"]?.array?[0].string?.hasPrefix("decisions is empty: there is no run yet") == true)
  }
}
