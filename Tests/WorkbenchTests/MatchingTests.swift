import CommandLanguage
import CrouteLanguage
import Dispatch
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// The time limits end a test that would never end. They count what other tests take, so they bound no search.
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

  /// The first alternative fails after 2^40 steps, and only then the second one matches: what nobody waits for is no
  /// mismatch.
  @Test(.timeLimit(.minutes(30))) func whatIsGivenUpIsNoMismatch() throws {
    let expression = "/^(?:(a+)+!X|a+!)$/"
    let short = try loaded(String(repeating: "a", count: 12) + "!")
    #expect(
      try short.output("filter prompt ~ '\(expression)'\nsql SELECT count(*) AS n FROM queries").hasSuffix("n\n1\n"))
    let long = try loaded(String(repeating: "a", count: 40) + "!")
    let error = #expect(throws: Diagnostic.self) { try long.output("filter prompt ~ '\(expression)'") }
    #expect(error?.message.contains("one that needs fewer steps") == true, "\(error?.text ?? "")")
  }

  /// The same before a thousand other characters.
  @Test(
    .timeLimit(.minutes(30)), arguments: ["^(?:(a+)+!X|a+! b+)$", "(?m)^(?:(a+)+!X|a+! b+)$"])
  func whatIsGivenUpInALongTextIsNoMismatch(_ expression: String) throws {
    let text = String(repeating: "a", count: 40) + "! " + String(repeating: "b", count: 1000)
    let error = #expect(throws: Diagnostic.self) { try loaded(text).output("filter prompt ~ '/\(expression)/'") }
    #expect(error?.message.contains("one that needs fewer steps") == true, "\(error?.text ?? "")")
  }

  /// Many places to begin at, or many steps at each, are no reason to give up.
  @Test(arguments: [("zzz", 100_000), ("[ab]+c", 4_000), ("a.*z", 4_000), ("^(?:a|b)*c", 100_000), ("zz", 4_100)])
  func longTextsAreSearched(_ expression: String, _ length: Int) throws {
    let interpreter = try loaded(String((0..<length).map { $0 % 2 == 0 ? "a" : "b" }))
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("filter prompt ~ '/\(expression)/'") }
    #expect(error?.message == "the filter leaves no query")
  }

  /// Nested repetition takes time without end on a text that nearly matches: it ends when somebody ends it, or for want of
  /// memory or steps, and changes nothing.
  @Test(.timeLimit(.minutes(30))) func endlessExpressionsEnd() throws {
    let interpreter = try loaded(String(repeating: "a", count: 40) + "!")
    let io = RecordingFrontEnd()
    DispatchQueue.global().asyncAfter(deadline: .now() + 0.2) { io.cancellation.cancel() }
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.execute(Source("filter prompt ~ '/^(a+)+$/'\ndescribe"), io: io)
    }
    let ends = ["one that needs less memory", "one that needs fewer steps"]
    #expect(error?.exitCode == 130 || ends.contains { error?.message.contains($0) == true }, "\(error?.text ?? "")")
    #expect(try interpreter.output("filter off\nsql SELECT count(*) AS n FROM queries").hasSuffix("n\n2\n"))
  }
}
