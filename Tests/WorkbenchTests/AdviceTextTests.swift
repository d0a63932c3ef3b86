import CommandLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

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
