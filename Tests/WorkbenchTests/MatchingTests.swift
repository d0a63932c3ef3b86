import CommandLanguage
import Dispatch
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct MatchingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func loaded(_ prompt: String) throws -> Interpreter {
    let path = try folder.write("query_id,model,quality,cost,prompt\nq,m,1,1,\(prompt)\nr,m,1,1,other\n", to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset format csv")
    return interpreter
  }

  @Test(arguments: [("/^a+b$/", "1"), ("/é|r$/", "1"), ("/./", "2")])
  func expressionsMatchAPart(_ expression: String, _ count: String) throws {
    let interpreter = try loaded("aaab")
    let commands = "filter prompt ~ '\(expression)'\nsql SELECT count(*) AS n FROM queries"
    #expect(try interpreter.output(commands).hasSuffix("n\n\(count)\n"))
  }

  /// Nested repetition takes time without end on a text that nearly matches: it ends when somebody ends it, for want of
  /// memory, or where the library gives up, and changes nothing.
  @Test(.timeLimit(.minutes(1))) func endlessExpressionsEnd() throws {
    let interpreter = try loaded(String(repeating: "a", count: 40) + "!")
    let io = RecordingFrontEnd()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { io.cancellation.cancel() }
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.execute(Source("filter prompt ~ '/^(a+)+$/'\ndescribe"), io: io)
    }
    let ends = ["one that needs less memory", "the filter leaves no query"]
    #expect(error?.exitCode == 130 || ends.contains { error?.message.contains($0) == true }, "\(error?.text ?? "")")
    #expect(try interpreter.output("filter off\nsql SELECT count(*) AS n FROM queries").hasSuffix("n\n2\n"))
  }
}
