import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct CompareLevelsTests {
  /// Two models: `small` for 1 is right on every other query, `large` for 5 on all. Estimates are the truth, so routing
  /// reaches (1, .5) and (3, 1). The parts are alike: 100 queries each.
  private func session(budgets: String = "1,3,5") throws -> Interpreter {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<100 {
        let quality = query % 2
        traces += "\(part)\(query),small,\(quality),1,\(part),\(quality),\(quality),1,1\n"
        traces += "\(part)\(query),large,1,5,\(part),1,1,5,5\n"
      }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(path)\nsplit --by split\nfit table \(path) --unfused\nsweep routing mix --budgets \(budgets)")
    return interpreter
  }

  private func json(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func sameQualityForLess() throws {
    let interpreter = try session()
    let text = try interpreter.output("compare --at-quality large")
    let title = "the cost of quality 1.0000, that of large; costs are relative to large's 5 USD\n"
    #expect(text.hasPrefix(title), "\(text)")
    #expect(text.contains("routing: same quality as large for 60% of its cost (5"), "\(text)")
    try interpreter.output("set format json")
    let level = try #require(try json(interpreter.output("compare --at-quality lar"))["at_quality"] as? [String: Any])
    #expect(level["model"] as? String == "large" && level["best"] as? String == "routing")
    let routing = try #require((level["strategies"] as? [[String: Any]])?.first)
    let ratio = try #require((routing["cost_ratio"] as? [String: [String: Double]])?["large"])
    // A query costs 1 or 5, a standard deviation of 2; the mean of 100 against 5 has a standard error of .04.
    #expect(try abs(#require(ratio["estimate"]) - 0.6) < 1e-12)
    #expect(try abs(#require(ratio["low"]) - (0.6 - 1.96 * 0.04)) < 0.012)
    #expect(try abs(#require(ratio["high"]) - (0.6 + 1.96 * 0.04)) < 0.012)
  }

  @Test func aNumberIsSetAgainstTheCheapestModelThatReachesIt() throws {
    let text = try session().output("compare --at-quality 0.75")
    // Routing reaches .75 half way between 1 and 3: 2 of large's 5; the line between the models at 3.
    #expect(text.contains("routing: that quality for 40% of the cost of large ("))
    #expect(text.contains("(33-47%), the cheapest single\nmodel that reaches it"))
    #expect(text.contains("against mixing single models (mix): 67% of the cost ("))
  }

  /// Within 10% of large's quality: .9 lies at 2.6 of routing's cost, 52% of 5.
  @Test func aLossMayBePutUpWith() throws {
    let text = try session().output("compare --at-quality best --within 10%").split { $0.isWhitespace }
      .joined(separator: " ")
    let title = "the cost of quality 0.9000, 90% of large's; costs are relative to large's 5 USD"
    #expect(text.hasPrefix(title), "\(text)")
    #expect(text.contains("routing: within 10% of large's quality for 52% of its cost ("), "\(text)")
  }

  /// For 3 mixing gives (1 + .5) / 2 = .75, so only routing has large's quality within that.
  @Test func mixingThatDoesNotReachTheLevelIsNoReference() throws {
    let text = try session(budgets: "1,3").output("compare --at-quality best")
    #expect(text.contains("not reached by: mix\n"), "\(text)")
    #expect(text.contains("routing: same quality as large for 60% of its cost ("), "\(text)")
    #expect(text.contains("mixing single models (mix) does not reach that quality\n"), "\(text)")
    #expect(!text.contains("against mixing"), "\(text)")
  }

  @Test func moreQualityForTheSame() throws {
    let text = try session().output("compare --at-cost 3")
    #expect(text.contains("routing: +0.5000 of quality over small for that cost ("), "\(text)")
    #expect(text.contains("against mixing single models (mix): +0.2500 of quality ("))
    #expect(text.contains("the\nbest single model within it"))
    #expect(
      try session().output("compare --at-cost 0.5").contains("not reached by: routing, mix, linear"))
  }

  /// Models of quality .5 for 1 and .5 for 5, right on opposite queries: routing knows which, so it alone reaches .9. Its
  /// points are (1, .5) and (3, 1): .9 lies at 2.6.
  @Test func whatNoSingleModelReaches() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split,ante,post,cost_ante,cost_post\n"
    for part in ["train", "tune", "test"] {
      for query in 0..<100 {
        let (small, large) = (query % 2, 1 - query % 2)
        traces += "\(part)\(query),small,\(small),1,\(part),\(small),\(small),1,1\n"
        traces += "\(part)\(query),large,\(large),5,\(part),\(large),\(large),5,5\n"
      }
    }
    let path = try folder.write(traces, to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nsplit --by split\nfit table \(path) --unfused\nsweep routing --budgets 1,3")
    let text = try interpreter.output("compare --at-quality 0.9").split(separator: "\n").joined(separator: " ")
    #expect(text.contains("not reached by: linear baseline"))
    #expect(text.contains("routing: that quality for 2.6 USD per query ("))
    #expect(text.contains("no single model reaches it: the best, small, has 0.5000 for 1 USD"))
    #expect(!text.contains("against mixing"))
    try interpreter.output("set format json")
    let level = try #require(try json(interpreter.output("compare --at-quality 0.9"))["at_quality"] as? [String: Any])
    let routing = try #require((level["strategies"] as? [[String: Any]])?.first)
    #expect((routing["cost_ratio"] as? [String: Any])?["linear_baseline"] is NSNull)
    // The line between the single models never has .9, so there is no ratio to it; the cost is that of the text.
    #expect((routing["cost"] as? [String: Any])?["estimate"] as? Double == 2.6)
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

  @Test func unreachableIsSaid() throws {
    let folder = try TemporaryFolder()
    var traces = "query_id,model,quality,cost,split\n"
    for part in ["train", "tune", "test"] { traces += "\(part),a,0.2,1,\(part)\n\(part),b,0.6,2,\(part)\n" }
    let interpreter = Interpreter()
    try interpreter.output(
      "load \(folder.write(traces, to: "t.csv"))\nsplit --by split\nfit quality constant\nsweep mix --budgets 2")
    let text = try interpreter.output("compare --at-quality 0.7").split(separator: "\n").joined(separator: " ")
    #expect(text.contains("not reached by: mix, linear baseline"), "\(text)")
    #expect(text.contains("no strategy reaches that quality; mix comes closest with 0.6000 for 2 USD per query"))
    let cheap = try interpreter.output("compare --at-cost 0.5").split(separator: "\n").joined(separator: " ")
    #expect(
      cheap.contains("no strategy costs that little; the cheapest point is that of mix, 0.2000 for 1 USD per query"))
    try interpreter.output("set format json")
    let level = try #require(try json(interpreter.output("compare --at-quality 0.7"))["at_quality"] as? [String: Any])
    #expect(level["best"] is NSNull && level["reference"] is NSNull)
  }
}
