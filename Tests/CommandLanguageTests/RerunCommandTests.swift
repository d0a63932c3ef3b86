import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct RerunCommandTests {
  @Test func theLatestCommandsAreExecutedAgain() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a 1\necho one\necho two")
    #expect(try interpreter.output("rerun 2") == "one\ntwo\n")
    #expect(try interpreter.output("rerun") == "two\n")
  }

  @Test func changesAreMadeAgain() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a 1\nlet a 2\nrerun all")
    #expect(try interpreter.output("echo $a") == "2\n")
  }

  @Test(arguments: ["rerun", "rerun -1", "rerun some"]) func thereIsNothingToExecute(_ command: String) throws {
    #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
  }
}
