import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct QuitCommandTests {
  @Test func nothingIsExecutedAfterwards() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("echo before\nquit\necho after") == "before\n")
    #expect(interpreter.isFinished)
  }

  @Test func theVersionIsThatOfTheLanguage() throws {
    #expect(try Interpreter().output("version") == "sample 1.2.3\n")
  }
}
