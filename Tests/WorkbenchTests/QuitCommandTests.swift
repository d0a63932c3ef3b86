import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct QuitCommandTests {
  @Test func nothingIsExecutedAfterwards() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("echo before\nquit\necho after") == "before\n")
    #expect(interpreter.isFinished)
  }

  @Test func theVersionIsThatOfTheProgram() throws {
    #expect(try Interpreter().output("version") == "croute \(Croute.version)\n")
    #expect(Croute.version.split(separator: ".").count == 3)
  }
}
