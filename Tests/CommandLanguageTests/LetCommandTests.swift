import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct LetCommandTests {
  @Test func variablesAreListedByName() throws {
    #expect(try Interpreter().output("let b 2\nlet a 1\nlet") == "a = 1\nb = 2\n")
  }

  @Test func theLatestValueHolds() throws {
    #expect(try Interpreter().output("let a 1\nlet a \"2 and $a\"\necho $a") == "2 and 1\n")
  }

  @Test(arguments: ["let a-b 1", "let a", "let '' 1"]) func namesAndValuesAreAskedFor(_ command: String) throws {
    #expect(throws: Diagnostic.self) { try Interpreter().output(command) }
  }
}
