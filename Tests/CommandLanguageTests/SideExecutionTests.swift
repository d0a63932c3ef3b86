import CommandLanguage
import Mathematics
import SessionTestSupport
import Testing

@Suite struct SideExecutionTests {
  @Test func aCommandInAnotherSessionLeavesThisOneAsItIs() throws {
    let interpreter = Interpreter()
    try interpreter.output("add 1")
    var other = interpreter.session
    other.total = 100
    let io = RecordingFrontEnd()
    #expect(try interpreter.execute("add 10", in: other, io: io).total == 110)
    #expect(throws: Diagnostic.self) { try interpreter.execute("add ten", in: other, io: io) }
    #expect(interpreter.session.total == 1)
    // There is one change to undo, that of this session.
    try interpreter.output("undo")
    #expect(interpreter.session.total == 0)
    #expect(throws: Diagnostic.self) { try interpreter.output("undo") }
  }

  @Test func aLanguageWithoutExpressionsHasNoValues() throws {
    let interpreter = Interpreter()
    try interpreter.output("add 1")
    #expect(try interpreter.value(of: "1 + 1", cancellation: CancellationFlag()) == nil)
    #expect(interpreter.history == ["add 1"])
  }
}
