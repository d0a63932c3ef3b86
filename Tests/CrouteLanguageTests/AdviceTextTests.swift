import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct AdviceTextTests {
  /// The advice is a run, and its policy decides without the traces.
  @Test func theResultIsARunWithAPolicy() throws {
    let world = try #require(AdviceWorld.withSignals.first { $0.columns == ["x_hard"] })
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(world.csv, to: "t.csv"))")
    let text = try interpreter.output("advise --repeats 1 --as mine")
    #expect(text.contains("what was tried, out of fold:") && text.contains("what would help next:"), "\(text)")
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM mine;").contains("200"))
    try interpreter.output("policy mine \(folder.path)/p.json")
    let policy = try String(contentsOfFile: folder.path + "/p.json", encoding: .utf8)
    #expect(policy.contains("\"x_hard\""), "\(policy)")
  }

  /// The advice comes back with a state, under the same name and with the same policy.
  @Test func aStateKeepsAdvice() throws {
    let world = try #require(AdviceWorld.withSignals.first { $0.columns == ["x_hard"] })
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(world.csv, to: "t.csv"))\nadvise --repeats 2 --as mine")
    let file = folder.path + "/s.json"
    try interpreter.output("state save \(file)\npolicy mine \(folder.path)/p.json")
    let other = Interpreter()
    #expect(try other.output("state load \(file)").contains("1 result"))
    try other.output("policy _ \(folder.path)/q.json")
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: "\(folder.path)/\(name).json", encoding: .utf8)
    }
    #expect(try text("p") == text("q"))
    let question = "sql SELECT result, kind, strategy, cost, quality FROM results;"
    let answer = try interpreter.output(question)
    #expect(
      try other.output(question) == answer && answer.contains("advice (") && !answer.contains("+always"), "\(answer)")
    #expect(try other.output("compare mine mine") == interpreter.output("compare mine mine"))
  }

  /// Of 1,100 queries five folds leave 880 each.
  @Test func whereTheRowsAreTunedOnFewerIsSaid() throws {
    let said = "note: candidates are compared as tuned on 800 of the queries outside a fold"
    #expect(try ThreeModels.advised(1100, faults: 20, "advise --within 10% --folds 5 --repeats 1").text.contains(said))
    #expect(try !ThreeModels.advised(900, faults: 20, "advise --within 10% --folds 5 --repeats 1").text.contains(said))
  }

  /// A judge and guessed costs are conditions; a bound on latency that nothing keeps ends in no gain.
  @Test func conditionsAndLatency() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 120\npool chain-1b,chain-70b")
    func flat(_ command: String) throws -> String {
      try interpreter.output(command).split { $0.isWhitespace }.joined(separator: " ")
    }
    let slow = try flat("advise --repeats 1 --latency-below 0.001")
    #expect(
      slow.contains(
        "what was chosen inside the folds is not sure to answer 95% of the queries within 0.001 s, nor is any single model."
      ),
      "\(slow)")
    let judged = try flat("advise --repeats 1 --judge --latency-below 1000 --again 1")
    #expect(judged.contains("the verdict under 2 seeds: ") && judged.contains("; taken together: "), "\(judged)")
    #expect(
      judged.contains("every answer is judged in production") || !judged.contains("by oracle-after), gives"),
      "\(judged)")
    try interpreter.output("set format json")
    #expect(try interpreter.output("advise --repeats 1").contains("\"latency\":{\"mean\":"))
    let folder = try TemporaryFolder()
    try interpreter.output("load \(folder.write(AdviceWorld.withoutSignals[0].csv, to: "t.csv"))")
    #expect(throws: Diagnostic.self) { try interpreter.output("advise --latency-below 1") }
  }

  /// Three models of which one lacks each second query: what is said is about the queries that have them all.
  @Test func queriesWithoutAllOutcomesAreLeftOut() throws {
    var csv = "query_id,model,quality,cost\n"
    for query in 0..<120 {
      csv += "q\(query),a,0,1\nq\(query),b,1,5\n" + (query % 2 == 0 ? "q\(query),c,1,9\n" : "")
    }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(csv, to: "t.csv"))")
    let text = try interpreter.output("advise --repeats 1").split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("On these 60 queries") && text.contains("60 more lack the outcome of some model"), "\(text)")
    #expect(text.contains("b alone, quality 1.000 for 5 USD") && !text.contains("nan"), "\(text)")
  }
}
