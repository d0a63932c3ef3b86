import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct MeasuredOnTests {
  @Test(arguments: [
    ("split --train 50% --tune 0%", "test queries"), ("split --folds 4", "on 60 queries, out of fold"),
    ("split --folds 3 --repeats 2", "on 60 queries, out of fold"),
  ])
  func resultsSayOnWhichQueries(_ split: String, _ words: String) throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\npool gpt-4,mixtral")
    let dealt = try interpreter.output(split)
    #expect(dealt.contains("dealt 2 times") == split.contains("--repeats"))
    #expect(try interpreter.output("run mix --budget 0.001").contains(words))
  }
}
