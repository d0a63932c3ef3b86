import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct GrammarTests {
  @Test func aLineWhoseFirstWordNamesNoCommandIsTheImplicitCommands() throws {
    #expect(try Interpreter().output("1 + 20 + 3\n4") == "24\n4\n")
    let error = #expect(throws: Diagnostic.self) { try Interpreter().output("echo a\n 1 + b") }
    #expect(error?.location == SourceLocation(line: 2, column: 2) && error?.length == 5)
    #expect(error?.exitCode == 2)
  }

  @Test func rawTextGoesOnToASemicolon() throws {
    #expect(try Interpreter().output("note a  'b\n# c;\necho d") == "<a  'b\n# c>\nd\n")
  }

  @Test(arguments: [
    ("note a", Completeness.incomplete), ("note a;", .complete), ("note a\n", .complete),
    ("note a\u{37E}", .incomplete), ("echo 'a", .invalid),
    ("echo a \\", .incomplete), ("1 +", .complete), ("", .complete),
  ])
  func completeness(_ text: String, _ expected: Completeness) {
    #expect(Interpreter().completeness(of: text) == expected, "\(text)")
  }

  @Test func aLineAtATimeARawTextNeedsItsSemicolon() {
    #expect(Interpreter().completeness(of: "note a\n", isTyped: false) == .incomplete)
  }
}
