import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionTestSupport
import TestSupport
import Testing

/// Everything that answers with a table leaves the session in three forms that say the same.
@Suite struct WriteCommandTests {
  static let results: [(command: String, rows: Int?, keys: [String])] = [
    ("run routing --budget 0.001", nil, ["query_id", "cost", "quality"]),
    ("sweep mix routing --budgets 0.001,0.002", 4, ["strategy", "budget", "lambdas", "gamma", "reachable"]),
    ("describe", 3, ["model", "quality", "cost", "coverage", "wins"]),
    ("describe --distributions", 4, ["value", "model", "minimum", "median", "count"]),
    ("describe --agreement", 1, ["model", "other", "agreement", "together"]),
    ("describe --complementarity", 2, ["model", "solved", "gained", "together"]),
    ("show --head 3", 3, ["query_id", "best_quality", "solved_by", "answers"]),
    ("show sim.00001", 2, ["model", "quality", "cost"]),
    ("compare s", 2, ["strategy", "auc", "auc_low", "auc_high", "difference_low"]),
    ("compare r r", 2, ["strategy", "quality", "cost_difference", "cost_difference_high"]),
    (
      "compare s --at-quality gpt-4 --at-cost 0.001", 6,
      ["strategy", "at", "level", "reference", "value", "value_low", "relative", "relative_high"]
    ),
    ("metrics r", 9, ["metric", "value"]), ("metrics s", 2, ["strategy", "auc", "aiq"]),
    ("report", 4, ["phase", "model", "martingale_slope"]), ("lambda routing --head 3", 3, ["lambda"]),
    ("sql SELECT model, avg(quality) AS q FROM outcomes GROUP BY model;", 2, ["model", "q"]),
  ]

  @Test func everyResult() throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output(
      """
      load sim:routerbench --queries 60
      pool gpt-4,mistral-7b
      split --train 20% --tune 20% --seed 1
      fit quality noisy --ante 0.6 --post 0.3
      sweep mix routing --budgets 0.001,0.002 --as s
      run routing --budget 0.001 --as r
      """)
    for (number, expected) in Self.results.enumerated() {
      try interpreter.output(expected.command)
      let path = "\(folder.path)/\(number)"
      for ending in ["csv", "json", "md"] { try interpreter.output("write _ \(path).\(ending)") }
      let data = try Data(contentsOf: URL(fileURLWithPath: path + ".json"))
      let rows = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
      #expect(rows.count == expected.rows ?? rows.count, "\(expected.command)")
      #expect(expected.keys.allSatisfy { rows[0].keys.contains($0) }, "\(expected.command): \(rows[0].keys)")
      let csv = try String(contentsOfFile: path + ".csv", encoding: .utf8).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      #expect(csv.count == rows.count + 1 && Set(csv[0]) == Set(rows[0].keys), "\(expected.command)")
      for (line, row) in zip(csv.dropFirst(), rows) {
        for (key, cell) in zip(csv[0], line) {
          if let number = row[key] as? Double { #expect(isNear(Double(cell), number), "\(expected.command): \(key)") }
          if let text = row[key] as? String { #expect(cell == text) }
          if row[key] is NSNull { #expect(cell.isEmpty) }
        }
      }
      let markdown = try String(contentsOfFile: path + ".md", encoding: .utf8).split(separator: "\n")
      #expect(markdown.count == rows.count + 2 && markdown[0].hasPrefix("| "), "\(expected.command)")
    }
  }

  /// Foundation's JSON is off by an ulp or two.
  private func isNear(_ value: Double?, _ number: Double) -> Bool {
    value.map { abs($0 - number) <= 1e-14 * abs(number) } ?? false
  }

  /// What a command prints can be drawn and asked.
  @Test func resultsArePlottedAndAsked() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\ndescribe --complementarity --as c\ndescribe --as d")
    #expect(try interpreter.output("plot bars c --y gained").contains("gpt-4"))
    #expect(try interpreter.output("plot scatter d --x cost --y quality").contains("gpt-4"))
    #expect(try interpreter.output("plot xy d").contains("Cost"))
    let asked = try interpreter.output("sql SELECT count(*) AS n FROM c JOIN d ON c.model = d.model")
    #expect(asked.contains("11"))
    // A name is something to undo, an answer that nobody named is not.
    try interpreter.output("describe\nundo")
    #expect(throws: (any Error).self) { try interpreter.output("sql SELECT * FROM d") }
  }

  @Test func namesAndWhatIsLatest() throws {
    let interpreter = Interpreter()
    let folder = try TemporaryFolder()
    try interpreter.output(
      "load sim:routerbench --queries 100\nfit quality constant\nrun routing --budget 0.001\ndescribe --as d\nreport")
    try interpreter.output("write d \(folder.path)/d.csv\nwrite _ \(folder.path)/r.csv")
    let texts = try ["d", "r"].map { try String(contentsOfFile: "\(folder.path)/\($0).csv", encoding: .utf8) }
    #expect(texts[0].hasPrefix("model,quality,cost,") && texts[1].hasPrefix("phase,model,"))
    // Runs stay in reach of what takes a run.
    #expect(throws: Never.self) { try interpreter.output("policy _ \(folder.path)/p.json\nexplain sim.00001\nmetrics") }
  }
}
