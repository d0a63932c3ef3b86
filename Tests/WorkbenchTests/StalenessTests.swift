import CommandLanguage
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
}
