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

  /// 2^16 bytes are allowed, twice as many are not; without an end the value would double until memory ends.
  @Test func aValueThatDoublesComesToAnEnd() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a x\n" + String(repeating: "let a $a$a\n", count: 16))
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("let a $a$a") }
    #expect(error?.message == "the value of a has 131,072 bytes; a variable holds at most 65,536")
    #expect(try interpreter.output("echo $a").utf8.count == 65_537)
  }

  /// 16 values of 2^16 bytes are 2^20, without their names.
  @Test func allValuesTogetherHaveALimit() throws {
    let interpreter = Interpreter()
    let value = String(repeating: "x", count: 65_000)
    for number in 1...16 { try interpreter.output("let v\(number) \(value)") }
    let error = #expect(throws: Diagnostic.self) { try interpreter.output("let v17 \(value)") }
    // 17 x 65,000, and names of 9 x 2 + 8 x 3 letters.
    #expect(error?.message == "the variables hold 1,105,042 bytes together; at most 1,048,576 are kept")
    try interpreter.output("let v1 short\nlet v17 \(value)")
  }

  @Test func aCommandHasALimitWithItsValues() throws {
    let interpreter = Interpreter()
    try interpreter.output("let a \(String(repeating: "x", count: 65_536))")
    #expect(try interpreter.output("echo \(String(repeating: "$a", count: 16))").utf8.count == 1_048_577)
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.output("echo \(String(repeating: "$a", count: 17))")
    }
    #expect(error?.message == "with the values of its variables the command is longer than 1,048,576 bytes")
  }
}
