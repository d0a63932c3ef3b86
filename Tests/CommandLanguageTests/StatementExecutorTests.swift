import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct StatementExecutorTests {
  private func shown(_ text: String, by language: LineLanguage = LineLanguage()) -> (text: String, error: Diagnostic?) {
    let io = RecordingFrontEnd()
    do {
      try language.execute(Source(text, name: "f", firstLine: 10), io: io)
      return (io.text, nil)
    } catch {
      return (io.text, error)
    }
  }

  @Test func statementsAreExecutedUpToTheFirstError() {
    let (text, error) = shown("say a\nsay b\nshout\nsay c")
    #expect(text == "a\nb\n")
    #expect(error?.text == "f:12:1: error: unknown command 'shout'\n  shout\n  ^~~~~\navailable: say\n")
  }

  /// Behind the third of three statements nothing is left out; behind the third of five, two are. Comments and blank lines do not count.
  @Test func whatIsLeftOutIsCounted() {
    #expect(shown("say a\nsay b\nshout").error?.rest == nil)
    let two = shown("say a\nsay b\nshout\nsay c\n\nsay d").error
    #expect(two?.skippedCount == 2 && two?.rest == "2 further commands were not executed\n")
    #expect(shown("shout\nsay c").error?.rest == "1 further command was not executed\n")
  }

  @Test func nothingIsExecutedAfterTheEnd() {
    let language = LineLanguage()
    #expect(shown("say a\nquit\nsay b", by: language).text == "a\n" && language.isFinished)
    #expect(shown("say c", by: language).text == "")
  }
}
