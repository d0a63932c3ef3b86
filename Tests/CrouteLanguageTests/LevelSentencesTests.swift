import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LevelSentencesTests {
  @Test func aNumberIsSetAgainstTheCheapestModelThatReachesIt() throws {
    let text = try LevelTraces.session().output("compare --at-quality 0.75")
    // Routing reaches .75 half way between 1 and 3: 2 of large's 5; the line between the models at 3.
    #expect(text.contains("routing: that quality for 40% of the cost of large ("))
    #expect(text.contains("(33-47%), the cheapest single\nmodel that reaches it"))
    #expect(text.contains("against mixing single models (mix): 67% of the cost ("))
  }

  /// For 3 mixing gives (1 + .5) / 2 = .75, so only routing has large's quality within that.
  @Test func mixingThatDoesNotReachTheLevelIsNoReference() throws {
    let text = try LevelTraces.session(budgets: "1,3").output("compare --at-quality best")
    #expect(text.contains("not reached by: mix\n"), "\(text)")
    #expect(text.contains("routing: same quality as large for 60% of its cost ("), "\(text)")
    #expect(text.contains("mixing single models (mix) does not reach that quality\n"), "\(text)")
    #expect(!text.contains("against mixing"), "\(text)")
  }

  @Test func moreQualityForTheSame() throws {
    let text = try LevelTraces.session().output("compare --at-cost 3")
    #expect(text.contains("routing: +0.5000 of quality over small for that cost ("), "\(text)")
    #expect(text.contains("against mixing single models (mix): +0.2500 of quality ("))
    #expect(text.contains("the\nbest single model within it"))
    #expect(
      try LevelTraces.session().output("compare --at-cost 0.5").contains("not reached by: routing, mix, linear"))
  }

  /// A free model of quality 0.5 is the reference for its own quality, and for 0.4; where it is the level, a policy that runs
  /// the other model of quality 0.5 only costs its 1.
  @Test func aFreeModelIsAReference() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<10 {
        traces += "\(part)\(query),free,\(query % 2),0,\(part)\n\(part)\(query),paid,\(query % 2),1,\(part)\n"
      }
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(traces, to: "t.csv"))\nsplit --by split\nsweep mix --budgets =0")
    let own = try interpreter.output("compare --at-quality free")
    #expect(own.contains("mix: same quality as free for nothing, as free alone"), "\(own)")
    #expect(try interpreter.output("compare --at-quality 0.4").contains("mix: that quality for nothing, as free alone"))
    let dear = try interpreter.output("sweep single:paid --budgets =1\ncompare --at-quality free")
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      dear.contains(
        "no strategy has the quality of free for less than free costs, which is nothing; single:paid comes closest, at 1 USD "
          + "per query (1 to 1)"), "\(dear)")
  }

  /// `a` has 0.8 for 1 and `b` 0.804 for 5: nobody reaches 0.9, and `b` comes closest, by however little.
  @Test func theClosestIsTheBest() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for part in ["train", "tune", "test"] { traces += "\(part),a,0.8,1,\(part)\n\(part),b,0.804,5,\(part)\n" }
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(folder.write(traces, to: "t.csv"))\nsplit --by split\nsweep mix single:a --budgets 1,5")
    let text = try interpreter.output("compare --at-quality 0.9").split { $0.isWhitespace }.joined(separator: " ")
    #expect(text.contains("mix comes closest with 0.8040 for 5 USD per query"), "\(text)")
  }
}
