import CommandLanguage
import SessionTestSupport
import Testing
import Workbench

@Suite struct SQLDatabaseTests {
  private let interpreter = Interpreter()

  init() throws { try interpreter.output("load sim:routerbench --queries 100") }

  /// A statement that writes, behind one that reads.
  @Test func takesOneStatement() {
    do {
      try interpreter.output("sql SELECT 1;\n\nsql SELECT 1; DELETE FROM \"queries rows\"")
      Issue.record("no error")
    } catch {
      #expect(error.message == "SQL: one statement at a time")
      #expect(error.location == SourceLocation(line: 3, column: 15))
    }
  }

  @Test func aTextIsNoName() {
    #expect(throws: Diagnostic.self) { try interpreter.output("sql SELECT \"no such thing\"") }
  }

  /// What reads JSON reads only.
  @Test func readsJSON() throws {
    #expect(try interpreter.output("sql SELECT value FROM json_each('[3, 5]')") == "value\n-----\n    3\n    5\n")
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM json_tree('[3, [5]]')") == "n\n-\n4\n")
  }
}
