import CommandLanguage
import SessionTestSupport
import Testing

@Suite struct SetCommandTests {
  @Test func whatIsSetIsReadAndListed() throws {
    let interpreter = Interpreter()
    #expect(try interpreter.output("set seed 7\nset seed") == "seed is 7\n")
    #expect(
      try interpreter.output("set") == """
        setting  value  allowed
        -------  -----  --------------
        seed     7      a whole number

        """)
    try interpreter.output("undo")
    #expect(try interpreter.output("set seed") == "seed is 0\n")
  }

  @Test(arguments: [
    ("set sed 1", "unknown setting 'sed'", 5), ("set seed x", "seed is 'x', expected a whole number", 10),
    ("set seed 1 2", "unexpected argument '2'", 12),
  ])
  func whatIsNotAllowedIsAnErrorAndChangesNothing(_ command: String, _ message: String, _ column: Int) throws {
    let interpreter = Interpreter()
    let error = #expect(throws: Diagnostic.self) { try interpreter.output(command) }
    #expect(error?.message == message && error?.location?.column == column)
    #expect(try interpreter.output("set seed") == "seed is 0\n")
  }
}
