import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SplitCommandTests {
  private func counts(_ text: String) -> [Int] {
    text.split { !$0.isNumber }.compactMap { Int($0) }
  }

  @Test func sharesAndSeedDecideThePartsNotTheOrder() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 1000\nset format json")
    let first = counts(try interpreter.output("split --train 30% --tune 0.2 --seed 5"))
    #expect(first.reduce(0, +) == 1000)
    // Binomial: 300 and 200 of 1,000, four standard deviations wide.
    #expect(abs(first[0] - 300) < 58 && abs(first[1] - 200) < 51, "\(first)")
    #expect(counts(try interpreter.output("split --train 30% --tune 0.2 --seed 5")) == first)
    #expect(counts(try interpreter.output("split --train 30% --tune 0.2 --seed 6")) != first)
  }

  @Test func aColumnSaysTheParts() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(counts(try interpreter.output("set format json\nsplit --by split")) == [1, 1, 1])
  }

  @Test func oneValueOfAColumnIsTheTestPart() throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    let parts = counts(try interpreter.output("set format json\nsplit --by split --test test --train 1"))
    #expect(parts == [2, 0, 1])
  }

  @Test(arguments: [
    "split --by split --test nobody", "split --test test", "split --by split --test test --tune 1",
    "split --train 0", "split --train 60% --tune 40%", "split --train 2", "split --by nobody",
    "split --by split --seed 1",
  ]) func whatLeavesNothingIsAnError(_ command: String) throws {
    let interpreter = try TwoModelTraces.interpreter(sigma: "0,0")
    #expect(throws: Diagnostic.self) { try interpreter.output(command) }
  }
}
