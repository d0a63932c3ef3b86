import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct InspectionTests {
  private func inspect(_ text: String, at place: String? = nil, _ interpreter: Interpreter = Interpreter()) -> String? {
    let cursor = place.flatMap { text.firstRange(of: $0)?.upperBound } ?? text.endIndex
    return interpreter.inspection(of: text, at: cursor)
  }

  @Test func commandsOptionsStrategiesAndSettings() {
    #expect(inspect("sweep")?.hasPrefix("sweep: ") == true)
    #expect(inspect("echo a\nsweep routing --budgets 3", at: "swe")?.hasPrefix("sweep: ") == true)
    #expect(inspect("sweep --budgets 3", at: "--bud")?.hasPrefix("--budgets BUDGETS  ") == true)
    #expect(inspect("sweep cascade-routing+greedy", at: "cascade")?.contains("+greedy") == true)
    #expect(inspect("set seed 7", at: "set se")?.contains("now: 0") == true)
    #expect(inspect("fit quality noisy", at: "noi")?.contains("--ante") == true)
    #expect(inspect("help strategies")?.hasPrefix("A strategy is written") == true)
    #expect(inspect("sweep 😀 ")?.hasPrefix("sweep: ") == true)
  }

  @Test func theSpelledWordInsideACommandFallsBackToTheCommand() {
    #expect(inspect("describe anything")?.hasPrefix("describe: ") == true)
  }

  @Test func nothingIsKnown() {
    #expect(inspect("") == nil)
    #expect(inspect("xyzzy") == nil)
    #expect(inspect("# sweep") == nil)
  }

  @Test func variables() throws {
    let interpreter = Interpreter()
    try interpreter.execute(Source("let budget 0.5"), io: RecordingFrontEnd())
    #expect(inspect("echo $budget", interpreter) == "$budget is 0.5\n")
  }
}
