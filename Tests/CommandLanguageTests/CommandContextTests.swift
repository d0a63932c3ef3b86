import CommandLanguage
import Display
import SessionTestSupport
import TestSupport
import Testing

@Suite struct CommandContextTests {
  private func output(_ commands: String, answer: String? = nil, width: Int = 80) throws(Diagnostic) -> [String] {
    let io = RecordingFrontEnd(answer: answer, surface: Surface(width: width, unicode: true, color: false))
    try CommandInterpreter<Probe>().execute(Source(commands), io: io)
    return io.bundles.map(\.text)
  }

  @Test func whatWasReportedIsShownBeforeAQuestion() throws {
    #expect(try output("ask", answer: "Ada") == ["before\n", "hello Ada\n"])
    #expect(try output("ask") == ["before\n", "hello nobody\n"])
    // Machines get one document.
    #expect(try output("set format json\nask", answer: "Ada").last == #"{"command":"ask"}"# + "\n")
  }

  @Test func theWidthIsTheSettingElseTheFrontEnds() throws {
    #expect(try output("width", width: 33) == ["33\n"])
    #expect(try output("set width 44\nwidth", width: 33).last == "44\n")
  }

  @Test func filesAreReadAndWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/f"
    #expect(try output("write one \(path)\nread \(path)") == ["one\n"])
    let error = #expect(throws: Diagnostic.self) { try output("write two \(path)") }
    #expect(error?.message == "\(path) exists" && error?.location == SourceLocation(line: 1, column: 11))
    #expect(try output("write two \(path) --force\nread \(path)") == ["two\n"])
    let missing = #expect(throws: Diagnostic.self) { try output("read \(path).none") }
    #expect(missing?.location == SourceLocation(line: 1, column: 6) && missing?.length == path.count + 5)
  }
}
