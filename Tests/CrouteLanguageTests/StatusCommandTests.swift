import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct StatusCommandTests {
  @Test func whatIsSetUpAndWhatIsStale() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("status") == "no traces are loaded\n")
    try interpreter.output("load sim:routerbench --queries 100\npool gpt-4,mixtral\nsplit --folds 3")
    try interpreter.output("fit quality noisy --ante 0.6 --post 0.3\nrun routing --budget 0.001 --as mine")
    let text = try interpreter.output("status")
    #expect(text.contains("3 folds, seed 0") && text.contains("noisy --ante 0.6 --post 0.3"), "\(text)")
    #expect(text.contains("mine    run of routing\n"), "\(text)")
    try interpreter.output("fit quality constant\npool all")
    #expect(try interpreter.output("status").contains("pool, quality fit"))
    try interpreter.output("undo\nundo")
    #expect(try interpreter.output("status").contains("mine    run of routing\n"))
  }

  /// A fifth of 30,000 queries is about 6,000, of 22,000 less than 5,000.
  @Test func ofManyQueriesASampleChoosesPrices() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 22000\npool gpt-4,mixtral")
    #expect(try !interpreter.output("status").contains("prices"))
    try interpreter.output("load sim:routerbench --queries 30000 --as many\npool gpt-4,mixtral")
    let text = try interpreter.output("status").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      text.contains(/prices chosen on 5,000 of [56],[0-9]{3} tune and 5,000 of [56],[0-9]{3} train queries/))
    let run = try interpreter.output("run mix --budget 0.001")
    #expect(run.contains("note: prices are chosen on 5,000 of "), "\(run)")
  }
}
