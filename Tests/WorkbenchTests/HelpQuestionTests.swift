import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct HelpQuestionTests {
  private func pages(_ text: String) throws -> [String] {
    let io = RecordingFrontEnd()
    try Interpreter().execute(Source(text), io: io)
    return io.bundles.filter(\.isPage).map(\.text)
  }

  @Test func pagesAboutWhatThereIs() throws {
    #expect(try pages("sweep?").first?.hasPrefix("sweep: ") == true)
    #expect(try pages("strategies ?").first?.hasPrefix("A strategy is written") == true)
    #expect(try pages("cascade-routing?").first?.contains("+greedy") == true)
    #expect(try pages("seed?") == ["set seed VALUE: a whole number from 0\nnow: 0\n"])
    #expect(try pages("echo a?").isEmpty)
  }

  @Test func unknownNamesPointAtTheName() {
    do throws(Diagnostic) {
      try Interpreter().execute(Source("version\nsweeep?"), io: RecordingFrontEnd())
      Issue.record("no error")
    } catch {
      #expect(error.message == "unknown command or topic 'sweeep'")
      #expect(error.suggestion == "did you mean 'sweep'?")
      #expect(error.location == SourceLocation(line: 2, column: 1) && error.length == 6)
    }
  }
}
