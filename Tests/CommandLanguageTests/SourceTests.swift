import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct SourceTests {
  @Test func lineEndsOfWindowsBecomeNewlines() {
    #expect(Source("a\r\nb\rc\r\n").text == "a\nb\rc\n")
    #expect(Source("a\nb").text == "a\nb")
  }

  /// The line that an error shows is counted from where the text begins in its file.
  @Test func linesAreThoseOfTheFile() {
    let source = Source("echo a\n\nnonsense b", name: "f.md", firstLine: 40)
    let error = #expect(throws: Diagnostic.self) {
      try CommandInterpreter<Probe>().execute(source, io: RecordingFrontEnd())
    }
    #expect(error?.text.hasPrefix("f.md:40:1: error: unknown command 'echo'\n  echo a\n  ^~~~\n") == true)
    let last = Diagnostic(
      LocatedError(.refused("no"), at: SourceLocation(line: 42, column: 10), length: 1), in: source)
    #expect(last.text == "f.md:42:10: error: no\n  nonsense b\n           ^\n")
    let beyond = Diagnostic(LocatedError(.refused("no"), at: SourceLocation(line: 43, column: 1)), in: source)
    #expect(beyond.text == "f.md:43:1: error: no\n")
  }
}
