import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct HistoryCommandTests {
  @Test func theLatestCommandsInOrder() throws {
    let interpreter = Interpreter()
    try interpreter.output("echo one\necho two\necho three")
    #expect(try interpreter.output("history 2") == "echo two\necho three\n")
    #expect(try interpreter.output("history") == "echo one\necho two\necho three\nhistory 2\n")
  }

  @Test func failedCommandsAreNotAmongThem() throws {
    let interpreter = Interpreter()
    #expect(throws: Diagnostic.self) { try interpreter.output("nonsense") }
    #expect(try interpreter.output("history") == "")
  }

  @Test(arguments: ["-1", "few", "1.5"]) func countIsAWholeNumber(_ count: String) throws {
    #expect(throws: Diagnostic.self) { try Interpreter().output("history \(count)") }
  }
}
