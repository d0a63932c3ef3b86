import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct HelpQuestionTests {
  private func pages(_ text: String) throws -> [String] {
    let io = RecordingFrontEnd()
    try Interpreter().execute(Source(text), io: io)
    return io.bundles.filter(\.isPage).map(\.text)
  }

  @Test func pagesAboutWhatThereIs() throws {
    #expect(try pages("add?").first?.hasPrefix("add: add numbers to the total\n") == true)
    #expect(try pages("sums ?") == ["1 + 2 is a sum.\n"] && pages("seven?") == ["seven is lucky\n"])
    #expect(try pages("seed?") == ["set seed VALUE: a whole number\nnow: 0\n"])
    #expect(try pages("add --help") == pages("add?") && pages("add  -h") == pages("add?"))
    #expect(try pages("echo a?").isEmpty && pages("echo a -h").isEmpty)
  }

  @Test func unknownNamesPointAtTheName() {
    do throws(Diagnostic) {
      try Interpreter().execute(Source("version\nsourcce?"), io: RecordingFrontEnd())
      Issue.record("no error")
    } catch {
      #expect(error.message == "unknown command or topic 'sourcce'")
      #expect(error.suggestion == "did you mean 'source'?")
      #expect(error.location == SourceLocation(line: 2, column: 1) && error.length == 7)
    }
  }
}
