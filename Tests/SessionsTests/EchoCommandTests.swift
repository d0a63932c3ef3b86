import Sessions
import Testing

@Suite struct EchoCommandTests {
  @Test func wordsAreJoinedByOneBlank() throws {
    #expect(try Interpreter().output("echo one   'two  three' \"four\"") == "one two  three four\n")
    #expect(
      try Interpreter().output("set format json\necho a b") == #"{"command":"set","format":"json"}"# + "\n"
        + #"{"command":"echo","text":"a b"}"# + "\n")
  }

  @Test func variablesAreReplacedOutsideSingleQuotes() throws {
    #expect(try Interpreter().output("let b 0.5\necho $b '$b' \"is $b\"") == "0.5 $b is 0.5\n")
  }
}
