import CommandLanguage
import Input
import Mathematics
import SessionTestSupport
import Testing

@Suite struct DiagnosticTests {
  private struct Refusal: DescribedError, AdvisedError {
    var kind: ErrorKind
    var description: String { "no" }
    var advice: String? { "ask again" }
  }

  /// The kind of an error is its exit code, whatever its words say.
  @Test(arguments: [(ErrorKind.failure, Int32(1)), (.usage, 2), (.interruption, 130)])
  func kindsAreExitCodes(_ kind: ErrorKind, _ exitCode: Int32) {
    let diagnostic = Diagnostic(Refusal(kind: kind), in: Source(""))
    #expect(diagnostic.exitCode == exitCode)
    #expect(diagnostic.text == (exitCode == 130 ? "no\nask again\n" : "error: no\nask again\n"))
  }

  @Test func cancellationIsAnInterruption() {
    let diagnostic = Diagnostic(Cancelled(), in: Source(""))
    #expect(diagnostic.exitCode == 130 && diagnostic.text == "interrupted\n")
  }

  @Test(arguments: [
    ("set sed 1", "error: unknown setting 'sed'", Int32(1)),
    ("add 1 --time 2", "error: unknown option '--time' of add", 2), ("echo $x", "error: unknown variable 'x'", 1),
  ])
  func namesThatAreNotKnown(_ command: String, _ beginning: String, _ exitCode: Int32) throws {
    let interpreter = Interpreter()
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.execute(Source(command, isInteractive: true), io: RecordingFrontEnd())
    }
    #expect(error?.text.hasPrefix(beginning) == true && error?.exitCode == exitCode)
  }

  @Test func theNearestNameIsSuggested() {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output("set sed 1") }
    #expect(error?.text == "error: unknown setting 'sed'\n  set sed 1\n      ^~~\ndid you mean 'seed'?\n")
    let far = Diagnostic(CommandError.unknown("colour", "mauve", known: ["red", "blue"]), in: Source(""))
    #expect(far.suggestion == "available: red, blue")
    let none = Diagnostic(CommandError.unknown("colour", "mauve", known: []), in: Source(""))
    #expect(none.message == "unknown colour 'mauve': none available" && none.suggestion == nil)
  }
}
