import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct StalenessTests {
  @Test func whatAResultDependsOnMakesItStale() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\npool gpt-4,mixtral\nsplit --folds 3")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3\nrun routing --budget 0.001 --as mine")
    #expect(try !interpreter.output("metrics mine").contains("stale"))
    try interpreter.output("fit quality constant\npool all")
    let metrics = try interpreter.output("metrics mine").split { $0.isWhitespace }.joined(separator: " ")
    #expect(metrics.contains("mine is stale: changed since then: pool, quality fit"), "\(metrics)")
    try interpreter.output("undo\nundo")
    #expect(try !interpreter.output("metrics mine").contains("stale"))
  }

  /// After a change of costs whatever shows a result from before says that it is stale, and says it once.
  @Test func changedCostsAreSaidWhereverAResultIsShown() throws {
    let folder = try TemporaryFolder()
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output("sweep routing --budgets =0.001 --as s\nrun routing --budget 0.001 --as r1")
    try interpreter.output("run routing --budget 0.002 --as r2\nreprice gpt-4=1.001x")
    for (command, said) in [
      ("compare r1 r2", "r1 is stale: changed since then: traces"),
      ("compare r1 r2", "r2 is stale: changed since then: traces"),
      ("plot frontier", "the result is stale: changed since then: traces"),
      ("plot frontier s", "s is stale: changed since then: traces"),
      ("write r1 \(folder.path)/r.csv --force", "r1 is stale: changed since then: traces"),
      ("explain sim.00001", "the latest run is stale: changed since then: traces"),
      ("plot path", "the latest run is stale: changed since then: traces"),
      ("metrics r1", "r1 is stale: changed since then: traces"),
    ] {
      let text = try interpreter.output(command).split { $0.isWhitespace }.joined(separator: " ")
      #expect(text.components(separatedBy: said).count == 2, "\(command): \(text)")
    }
    // What is asked for anew is not.
    #expect(try !interpreter.output("explain sim.00001 routing --budget 0.001").contains("stale"))
    #expect(try !interpreter.output("run routing --budget 0.001\nexplain sim.00001").contains("stale"))
  }

  /// A run is explained by what it was made from where its models come in another order now, or are others: on the filtered queries
  /// `a` costs 1 and `b` 2, on all of them 3 and 2.
  @Test(arguments: ["filter off", "pool a"]) func anotherOrderOfModelsMakesARunStale(_ change: String) throws {
    let folder = try TemporaryFolder()
    var csv = "query_id,model,quality,cost,group\n"
    for query in 0..<40 {
      let isFirst = query < 20
      csv += "q\(query),a,\(query % 2),\(isFirst ? 1 : 5),\(isFirst)\nq\(query),b,1,2,\(isFirst)\n"
    }
    let interpreter = Interpreter()
    try interpreter.output("load \(folder.write(csv, to: "t.csv"))\nsplit --train 30% --tune 20%")
    try interpreter.output("filter group = true\nfit quality constant\nrun routing --lambda 0.1")
    try interpreter.output("set format csv")
    let query = try interpreter.output("sql SELECT query_id FROM _ LIMIT 1").split { $0.isNewline }[1]
    try interpreter.output("set format text")
    let before = try interpreter.output("explain \(query)")
    let after = try interpreter.output("\(change)\nexplain \(query)")
    #expect(after.contains(before), "\(after)")
    let stale = "the latest run is stale: changed since then: \(change == "pool a" ? "pool" : "filters")"
    #expect(after.split { $0.isWhitespace }.joined(separator: " ").contains(stale), "\(after)")
    #expect(try interpreter.output("plot path").contains("the latest run is stale"))
  }

  /// Results that differ in fits are compared on purpose.
  @Test func comparedResultsMayDiffer() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output(
      "run routing --budget 0.001 --as r1\nfit quality constant\nrun routing --budget 0.001 --as r2")
    #expect(try !interpreter.output("compare r1 r2").contains("stale"))
  }
}
