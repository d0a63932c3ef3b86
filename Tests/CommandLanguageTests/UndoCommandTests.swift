import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct UndoCommandTests {
  @Test func oneStepEach() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a 1\nlet a 2\nlet a 3\nundo\nundo")
    #expect(try interpreter.output("echo $a") == "1\n")
    try interpreter.output("undo")
    #expect(throws: Diagnostic.self) { try interpreter.output("undo") }
  }

  @Test func commandsThatChangeNothingAreNoSteps() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a 1\nlet a 2\necho $a\nset\nundo")
    #expect(try interpreter.output("echo $a") == "1\n")
  }

  @Test func resetKeepsTheSettingsAlone() throws {
    let interpreter = Interpreter()
    try interpreter.output("set seed 5\nlet a 1\nadd 7\nreset")
    #expect(try interpreter.output("let") == "")
    #expect(try interpreter.output("set seed").contains("5"))
    #expect(interpreter.session.total == 0)
    #expect(try interpreter.output("undo\necho $a").hasSuffix("1\n"))
  }
}
