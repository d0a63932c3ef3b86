import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct CrouteLanguageTests {
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

  /// What is asked of texts whose file has changed is an error that names it, and nothing is kept of it.
  @Test func changedFilesAreNamed() throws {
    let folder = try TemporaryFolder()
    var text = "query_id,model,quality,cost,prompt\n"
    for query in 0..<40 {
      text += "q\(query),a,\(query % 2),1,\(query % 2 == 0 ? "short" : "a long prompt")\nq\(query),b,1,2,\n"
    }
    let path = try folder.write(text, to: "touch.csv")
    let interpreter = Interpreter()
    let count = "sql SELECT count(prompt) AS n FROM queries;"
    #expect(try interpreter.output("load \(path)\nset format csv\n\(count)").hasSuffix("n\n40\n"))
    try folder.write(text + "\n", to: "touch.csv")
    for command in [count, "filter prompt ~ long", "fit quality logistic\nrun routing --budget 1.5"] {
      do {
        try interpreter.output(command)
        Issue.record("no error: \(command)")
      } catch {
        #expect(error.message == "\(path) has changed since it was read; load the traces again", "\(command)")
      }
    }
    #expect(try interpreter.output("pool").contains("a, b"))
    #expect(try interpreter.output("load \(path)\n\(count)").hasSuffix("n\n40\n"))
  }
}
