import Sessions
import Testing

@Suite struct QuitCommandTests {
  @Test func nothingIsExecutedAfterwards() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("echo before\nquit\necho after") == "before\n")
    #expect(interpreter.isFinished)
  }

  @Test func theVersionIsThatOfTheProgram() throws {
    #expect(try Interpreter().output("version") == "croute \(Version.text)\n")
    #expect(Version.text.split(separator: ".").count == 3)
  }
}
