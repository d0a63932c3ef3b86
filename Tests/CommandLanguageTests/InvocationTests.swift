import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct InvocationTests {
  private func word(_ text: String) -> Word {
    Word(text: text, location: SourceLocation(line: 1, column: 5), length: text.count, isQuoted: false)
  }

  @Test(arguments: [
    ("1.5", 1.5), ("2k", 2_000), ("3M", 3_000_000), ("5%", 0.05), ("-1e-3", -0.001), ("+.5", 0.5), ("1.", 1),
    ("7%", 0.07),
  ])
  func numbersWithSuffixes(_ text: String, _ value: Double) { #expect(Number.parse(text) == value) }

  @Test(arguments: ["", "k", "0x10", "1p3", "nan", "inf", "1e999", "1,5", "1 k", "１", "kk", "1m", "--1"])
  func whatIsNoNumber(_ text: String) { #expect(Number.parse(text) == nil) }

  /// Up to 2^64 - 1, of which a double knows no digit but the first 16.
  @Test(
    arguments: [
      ("0", 0), ("18446744073709551615", .max), ("9007199254740993", 9_007_199_254_740_993), ("10k", 10_000),
      ("1e3", 1000), ("-1", nil), ("18446744073709551616", nil), ("1.5", nil), ("100%", nil), ("", nil),
    ] as [(String, UInt64?)])
  func seeds(_ text: String, _ seed: UInt64?) { #expect(Number.seed(text) == seed) }

  @Test func lists() throws {
    #expect(try Invocation.list(word("a,b,,c")) == ["a", "b", "c"])
    let error = #expect(throws: LocatedError.self) { try Invocation.list(word(",")) }
    #expect(error?.location?.column == 5)
  }

  /// Options come in the order of help, values in the places of variables, and quotes where they are needed.
  @Test func asText() throws {
    let interpreter = CommandInterpreter<Probe>(session: Probe.State(variables: ["x": "1 2"]))
    let text = try interpreter.output("spell 'a b' --value=\"it's\" --less 5 $x --flag c#d # a comment")
    #expect(text == "spell 'a b' '1 2' c#d --flag --value \"it's\"\n")
    #expect(try interpreter.output(String(text.dropLast())) == text)
  }

  @Test(arguments: [
    ("add 2 --times 3", "6\n"), ("add 2 --times=3", "6\n"), ("add 2 --times '3'", "6\n"), ("add '--times=3' 2", "6\n"),
    ("add 2 3 --quietly", ""), ("add --quietly 2", ""),
  ])
  func optionsStandAnywhere(_ command: String, _ output: String) throws {
    #expect(try Interpreter().output(command) == output)
  }

  @Test func optionsOfAnotherFirstArgument() {
    func message(_ command: String) -> String? {
      #expect(throws: Diagnostic.self) { try CommandInterpreter<Probe>().output(command) }?.message
    }
    #expect(message("nothing right --shore") == "--shore is for left only")
    #expect(message("nothing --shore left") == "nothing works" && message("nothing right --hand=h") == "nothing works")
    // Another first argument is the command's to refuse.
    #expect(message("nothing else --shore") == "nothing works")
  }

  /// The message, and where the caret stands: at the value of `--times=11`, which begins at column 15.
  @Test(arguments: [
    ("add", "NUMBER is missing", 1, 3), ("undo now", "unexpected argument 'now'", 6, 3),
    ("add 1 --times", "--times needs a value: --times N", 7, 7),
    ("add 1 --quietly=yes", "--quietly takes no value", 7, 13),
    ("add 1 --often 2", "unknown option '--often' of add", 7, 7),
    ("add 1 --times=11", "--times is '11', expected a whole number from 1 to 10", 15, 2),
    ("add 1 --times 1.5", "--times is '1.5', expected a whole number from 1 to 10", 15, 3),
    ("add '--other'", "NUMBER is '--other', expected a number", 5, 9),
    ("add 2M", "NUMBER is '2M', expected a number", 5, 2),
  ])
  func mistakesHaveAPlace(_ command: String, _ message: String, _ column: Int, _ length: Int) {
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
    #expect(error?.message == message && error?.length == length)
    #expect(error?.location == SourceLocation(line: 1, column: column) && error?.exitCode == 2)
  }
}
