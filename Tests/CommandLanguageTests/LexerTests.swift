import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct LexerTests {
  private func echoed(_ text: String, _ variables: [String: String] = [:]) throws -> String {
    let interpreter = Interpreter()
    for (name, value) in variables { try interpreter.output("let \(name) '\(value)'") }
    return try interpreter.output(text)
  }

  @Test func wordsSplitOnBlanks() throws { #expect(try echoed("echo   a \t b") == "a b\n") }

  @Test func quotes() throws {
    #expect(try echoed(#"echo 'a  b' "c \"d\" \\ e""#) == "a  b c \"d\" \\ e\n")
    #expect(try echoed(#"echo "two\nlines""#) == "two\nlines\n")
    #expect(try echoed(#"echo a'b'"c""#) == "abc\n")
    #expect(try echoed("echo ''x") == "x\n")
  }

  @Test func commentsBeginWords() throws {
    #expect(try echoed("# nothing\necho a # b\n") == "a\n")
    #expect(try echoed("echo a#b '#c'") == "a#b #c\n")
  }

  @Test func linesGoOn() throws {
    #expect(try echoed("echo a \\\n  b") == "a b\n")
    #expect(try echoed("echo a\\\r\n b\r\necho c\r\n") == "a b\nc\n")
  }

  @Test func variablesOutsideSingleQuotes() throws {
    #expect(try echoed("echo $x \"<$x>\" '$x' $xy.", ["x": "1", "xy": "2"]) == "1 <1> $x 2.\n")
  }

  /// The Greek question mark (U+037E) equals a semicolon as a character.
  @Test(arguments: [
    ("note a\u{37E};", "<a\u{37E}>\n"), ("note a\nb \u{37E}\n;", "<a\nb \u{37E}>\n"),
  ]) func onlyASemicolonEndsARawText(_ text: String, _ printed: String) throws {
    #expect(try Array(echoed(text).utf8) == Array(printed.utf8))
  }

  @Test func pastedPromptsAreAccepted() throws { #expect(try echoed("sample> echo a\nsample> echo b") == "a\nb\n") }

  @Test func locationsCountCharacters() throws {
    let interpreter = Interpreter()
    do {
      try interpreter.output("echo 'é日本' \"open")
      Issue.record("no error")
    } catch {
      #expect(error.location == SourceLocation(line: 1, column: 12))
    }
  }

  @Test func unfinishedInputIsSeen() {
    let interpreter = Interpreter()
    #expect(interpreter.isComplete("echo a"))
    #expect(interpreter.isComplete(""))
    #expect(!interpreter.isComplete("echo a \\"))
    #expect(interpreter.isComplete("echo a \\\nb"))
  }
}
