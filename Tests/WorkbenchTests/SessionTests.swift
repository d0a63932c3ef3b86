import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SessionTests {
  @Test func poolsAndFitsStayWithTheirTraces() throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench --queries 50 --as a\npool hull\nload sim:routerbench --queries 60 --as b")
    #expect(try interpreter.output("pool").contains("pool of 11 models"))
    #expect(try !interpreter.output("use a\npool").contains("pool of 11 models"))
  }
}
