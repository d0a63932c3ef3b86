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

  /// `good` is wrong on so many of the queries and costs 1, `best` is always right and costs 10, `tiny` neither.
  private func three(_ count: Int, faults: Int, _ command: String) throws -> (text: String, policy: String) {
    var csv = "query_id,model,quality,cost\n"
    for query in 0..<count {
      csv += "q\(query),tiny,0,0.5\nq\(query),good,\(query < faults ? 0 : 1),1\nq\(query),best,1,10\n"
    }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let text = try interpreter.output("load \(folder.write(csv, to: "t.csv"))\n\(command)")
    try interpreter.output("policy _ \(folder.path)/p.json")
    return (
      text.split { $0.isWhitespace }.joined(separator: " "),
      try String(contentsOfFile: folder.path + "/p.json", encoding: .utf8)
    )
  }

  /// One fault in 40 is less than the 5% that tuning allows itself, in all folds.
  @Test func aCheaperModelIsTaken() throws {
    let (text, policy) = try three(40, faults: 1, "advise --within 10% --folds 4 --repeats 1")
    #expect(
      text.contains(
        "On these 40 queries, take the cheaper model good alone: it gives quality 0.975 for 1 USD per query, against 1.000 "
          + "for best alone, at 10% of its cost (95%: 10-10%). The difference in quality is -0.025"), "\(text)")
    #expect(policy.contains("\"strategy\": \"single:good\"") && policy.contains("\"budget\": 1.0"), "\(policy)")
  }

  /// Five faults in 100 are just what tuning allows itself. A fold of 20 without a fault leaves all five to 80 queries: there
  /// the choice is another.
  @Test func whatTheFoldsServedIsSaid() throws {
    let (text, policy) = try three(100, faults: 5, "advise --within 10% --folds 5 --repeats 1")
    #expect(
      text.contains(
        "On these 100 queries, take the cheaper model good alone. What was chosen inside the folds, mostly single:good, lets "
          + "good answer "), "\(text)")
    #expect(text.contains(" and gives quality ") && policy.contains("\"strategy\": \"single:good\""), "\(text)")
  }

  /// No model costs 0.25 or less: the cheapest costs 0.5.
  @Test func belowAllCostsTheCheapestIsTaken() throws {
    let (text, policy) = try three(40, faults: 1, "advise --budget 0.25 --folds 4 --repeats 1")
    #expect(
      text.contains(
        "no single model costs 0.25 USD or less, and choosing among what was tried does not keep to that either. The "
          + "cheapest is taken, single:tiny: quality 0.000 for 0.5 USD per query."), "\(text)")
    #expect(policy.contains("\"strategy\": \"single:tiny\"") && policy.contains("\"budget\": 0.5"), "\(policy)")
  }

  /// The cheapest single model that reaches 0.5 is `good`; `tiny` and `good` in halves have about as much for three quarters of
  /// its cost, so that is what is chosen, and how near it comes to 0.5 is said.
  @Test func aQualityIsReachedByMixing() throws {
    let (text, _) = try three(40, faults: 1, "advise --at-quality 0.5 --folds 4 --repeats 1")
    #expect(
      text.contains("; that from the aim, 0.500, is ") && text.contains("against 0.975 for good alone"), "\(text)")
  }

  /// `fast` answers in 1 s and half of the queries rightly, `slow` all of them in 3 s, which is too late.
  @Test func aModelThatIsTooSlowIsNotTaken() throws {
    var csv = "query_id,model,quality,cost,latency\n"
    for query in 0..<40 { csv += "q\(query),fast,\(query % 2),1,1\nq\(query),slow,1,2,3\n" }
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    let text = try interpreter.output(
      "load \(folder.write(csv, to: "t.csv"))\nadvise --folds 4 --repeats 1 --latency-below 2"
    ).split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      text.contains(
        "choosing among what was tried does not keep that quality: slow alone, quality 1.000 for 2 USD per query, does not "
          + "answer 95% of them within 2 s; single:fast does, with quality 0.500 for 1 USD per query."), "\(text)")
    #expect(try interpreter.output("status").contains("advice (single:fast)"))
  }

  /// Of 1,100 queries five folds leave 880 each.
  @Test func whereTheRowsAreTunedOnFewerIsSaid() throws {
    let said = "note: candidates are compared as tuned on 800 of the queries outside a fold"
    #expect(try three(1100, faults: 20, "advise --within 10% --folds 5 --repeats 1").text.contains(said))
    #expect(try !three(900, faults: 20, "advise --within 10% --folds 5 --repeats 1").text.contains(said))
  }

  /// A judge and guessed costs are conditions; a bound on latency that nothing keeps ends in no gain.
  @Test func conditionsAndLatency() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:cascade --queries 120\npool chain-1b,chain-70b")
    func flat(_ command: String) throws -> String {
      try interpreter.output(command).split { $0.isWhitespace }.joined(separator: " ")
    }
    let slow = try flat("advise --repeats 1 --latency-below 0.001")
    #expect(slow.contains("nothing that was tried is sure to answer 95% of the queries within 0.001 s"), "\(slow)")
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
