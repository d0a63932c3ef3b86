import CommandLanguage
import CrouteLanguage
import CrouteTestSupport
import Foundation
import Routing
import SessionTestSupport
import TestSupport
import Testing

@Suite struct ExplainCommandTests {
  @Test func routingByHand() throws {
    // At lambda .05: small .5 - .05 = .45, large .8 - .2 = .6. Truth: small 0 - .05, large 1 - .2 = .8: no regret.
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("explain c routing --lambda 0.05")
    #expect(text.contains("small  0.500   1  0.200  0.4500"))
    #expect(text.contains("large  0.800   4  0.300  0.6000"))
    #expect(text.contains("choice: run large"))
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(words.contains("estimate goes from 0.800 to 0.900 (true quality, hidden from the strategy: 1.000)"))
    #expect(text.contains("regret at this price 0.0000"))
  }

  /// A run is explained by its own estimates, which it has of its own queries only.
  @Test func queriesThatTheRunWasMadeWithout() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 300\npool gpt-4,mistral-7b\nfit quality noisy --ante 0.6 --post 0.3")
    // The first query is one of mathematics, the second is not.
    try interpreter.output("filter group = mathematics\nrun routing --budget 0.001\nfilter off")
    #expect(try interpreter.output("explain sim.00001").contains("stale"))
    do {
      try interpreter.output("explain sim.00002")
      Issue.record("the run has no such query")
    } catch {
      #expect(error.message == "the latest run was made without sim.00002")
      #expect(error.suggestion == "try: run routing")
    }
  }

  @Test func stepAsksAndCounts() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0.2,0.3")
    let text = try interpreter.output("step c routing --lambda 0.05 --quiz", answer: "lar")
    #expect(text.contains("so does the strategy") && text.contains("you agreed with the strategy in 1 of 1 decisions"))
    let alone = try interpreter.output("step c routing --lambda 0.05")
    #expect(alone == (try interpreter.output("explain c routing --lambda 0.05")))
  }

  /// Every strategy there is, its options among them.
  static let spellings =
    Strategies.all.flatMap { kind -> [String] in
      let name = kind.takesModel ? kind.name + ":Yi-34B" : kind.name
      return [name] + kind.options.map { "\(name)+\($0.name)\($0.placeholder == nil ? "" : "=2")" }
    } + ["cascade-routing+greedy+no-expect+max-depth=3"]

  /// What `explain` shows of each query is what `run --draw` did with it: models run, answer, cost and quality, the draws
  /// between the tie rules included.
  @Test(arguments: spellings)
  func whatExplainShowsIsWhatRunDid(spelling: String) throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 120 --seed 3\npool gpt-4,mixtral,mistral-7b,Yi\nset format json")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3")
    func object(_ command: String) throws -> [String: Any] {
      let line = try interpreter.output(command)
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    let run = try object("run \(spelling) --budget 0.0009 --draw")
    let folder = try TemporaryFolder()
    try interpreter.output("write _ \(folder.path)/run.csv")
    let rows = try String(contentsOfFile: folder.path + "/run.csv", encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count > 50)
    var (ran, answered): ([String: Double], [String: Double]) = ([:], [:])
    for row in rows {
      let fields = row.split(separator: ",")
      let told = try object("explain \(fields[0])")
      #expect(told["strategy"] as? String == run["strategy"] as? String)
      #expect(abs(try #require(told["cost"] as? Double) - Double(fields[1])!) < 1e-15)
      #expect(told["quality"] as? Double == Double(fields[2]))
      let steps = try #require(told["steps"] as? [[String: Any]])
      let runs = steps.compactMap { $0["run"] as? String }
      #expect(runs == told["ran"] as? [String])
      for model in runs { ran[model, default: 0] += 1 }
      answered[try #require(told["answer"] as? String), default: 0] += 1
    }
    #expect((run["ran"] as? [String: Double])?.filter { $0.value > 0 } == ran)
    #expect((run["answered"] as? [String: Double])?.filter { $0.value > 0 } == answered)
  }
}
