import CommandLanguage
import Dispatch
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct MatchingTests {
  private func loaded(_ prompt: String) throws -> (Interpreter, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let path = try folder.write("query_id,model,quality,cost,prompt\nq,m,1,1,\(prompt)\nr,m,1,1,other\n", to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset format csv")
    return (interpreter, folder)
  }

  @Test(arguments: [("/^a+b$/", "1"), ("/A/", "1"), ("/é|r$/", "1"), ("/./", "2"), ("/^$/", "0")])
  func expressionsMatchAPart(_ expression: String, _ count: String) throws {
    let (interpreter, folder) = try loaded("aaab")
    defer { withExtendedLifetime(folder) {} }
    let commands = "filter prompt ~ '\(expression)'\nsql SELECT count(*) AS n FROM queries"
    if count == "0" {
      let error = #expect(throws: Diagnostic.self) { try interpreter.output(commands) }
      #expect(error?.message == "the filter leaves no query")
    } else {
      #expect(try interpreter.output(commands).hasSuffix("n\n\(count)\n"))
    }
  }

  /// Nested repetition takes time without end on a text that nearly matches: it ends when somebody ends it, or for want of
  /// memory, and changes nothing.
  @Test(.timeLimit(.minutes(1))) func endlessExpressionsEnd() throws {
    let (interpreter, folder) = try loaded(String(repeating: "a", count: 40) + "!")
    defer { withExtendedLifetime(folder) {} }
    let io = RecordingFrontEnd()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { io.cancellation.cancel() }
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.execute(Source("filter prompt ~ '/^(a+)+$/'\ndescribe"), io: io)
    }
    #expect(error?.exitCode == 130 || error?.message.contains("one that needs less memory") == true)
    #expect(try interpreter.output("filter off\nsql SELECT count(*) AS n FROM queries").hasSuffix("n\n2\n"))
  }
}
