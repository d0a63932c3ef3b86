import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct EchoCommandTests {
  @Test func wordsAreJoinedByOneBlank() throws {
    #expect(try Interpreter().output("echo one   'two  three' \"four\"") == "one two  three four\n")
  }

  @Test func variablesAreReplacedOutsideSingleQuotes() throws {
    #expect(try Interpreter().output("let b 0.5\necho $b '$b' \"is $b\"") == "0.5 $b is 0.5\n")
  }
}
