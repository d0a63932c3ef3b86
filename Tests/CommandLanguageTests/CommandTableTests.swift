import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct CommandTableTests {
  private func execute(_ line: String, isTyped: Bool = true) -> Result<String, Diagnostic> {
    let io = RecordingFrontEnd()
    do {
      try CommandInterpreter<Probe>().execute(Source(line, isInteractive: isTyped), io: io)
      return .success(io.text)
    } catch {
      return .failure(error)
    }
  }

  private func message(_ result: Result<String, Diagnostic>) -> String? {
    if case .failure(let error) = result { error.message } else { nil }
  }

  /// Without being executed.
  @Test func whatAStatementCalls() throws {
    func call(_ text: String) throws -> String? {
      let statement = Statement(source: text, location: SourceLocation(line: 1, column: 1))
      return try Probe.commands.invocation(of: statement, variables: ["x": "1 2"])?.text(without: [])
    }
    #expect(try call("spell $x --flag") == "spell '1 2' --flag")
    #expect(try call("# nothing") == nil)
    for text in ["wid", "spell $y", "spell a --none"] { #expect(throws: LocatedError.self) { try call(text) } }
  }

  @Test func verbsAreAbbreviatedAtThePromptWhereOneIsMeant() throws {
    #expect(try execute("wid").get() == "80\n")
    #expect(message(execute("w")) == "'w' could be any of these commands: write, width")
    #expect(message(execute("wid", isTyped: false)) == "unknown command 'wid'")
    #expect(message(execute("widths")) == "unknown command 'widths'")
  }

  /// `use` is a whole name, however many begin with it.
  @Test func commandsByName() {
    #expect(Probe.commands["use"]?.summary == "use a thing" && Probe.commands["us"] == nil)
    #expect(Probe.commands.all.map(\.name).prefix(2) == ["use", "ask"])
  }
}
