import CommandLanguage
import SessionTestSupport
import TestSupport
import Testing

@Suite struct TranscriptTests {
  /// Commands as they are in full, with what they print; what fails is an entry if somebody did not interrupt it.
  @Test func entriesAreCommandsWithTheirOutputs() throws {
    let interpreter = CommandInterpreter<Probe>()
    let io = RecordingFrontEnd()
    for line in ["us a", "nothing left", "wid", "# nothing"] {
      try? interpreter.execute(Source(line, isInteractive: true), io: io)
    }
    let entries = interpreter.transcript.entries
    #expect(entries.map(\.commands) == [["use a"], ["nothing left"], ["width"]])
    #expect(entries.map(\.output) == ["a\n", "error: nothing works\n", "80\n"])
    #expect(entries.map(\.isFailure) == [false, true, false])
  }

  @Test func aFileIsOneEntry() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("add 1\nadd 2\n", to: "f")
    let interpreter = Interpreter()
    try interpreter.output("source \(path)")
    let entry = try #require(interpreter.transcript.entries.last)
    #expect(entry.output == "1\n3\n" && interpreter.transcript.entries.count == 1)
  }
}
