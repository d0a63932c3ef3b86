import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LevelComparisonTests {
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
    let level = try #require(
      try LevelTraces.json(interpreter.output("compare --at-quality 0.9"))["at_quality"] as? [String: Any])
    let routing = try #require((level["strategies"] as? [[String: Any]])?.first)
    #expect((routing["cost_ratio"] as? [String: Any])?["linear_baseline"] is NSNull)
    // The line between the single models never has .9, so there is no ratio to it; the cost is that of the text.
    #expect((routing["cost"] as? [String: Any])?["estimate"] as? Double == 2.6)
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
    let level = try #require(
      try LevelTraces.json(interpreter.output("compare --at-quality 0.7"))["at_quality"] as? [String: Any])
    #expect(level["best"] is NSNull && level["reference"] is NSNull)
  }
}
