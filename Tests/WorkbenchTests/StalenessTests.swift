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

  /// Results that differ in fits are compared on purpose.
  @Test func comparedResultsMayDiffer() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 100\nfit quality noisy --ante 0.6 --post 0.3")
    try interpreter.output(
      "run routing --budget 0.001 --as r1\nfit quality constant\nrun routing --budget 0.001 --as r2")
    #expect(try !interpreter.output("compare r1 r2").contains("stale"))
  }
}
