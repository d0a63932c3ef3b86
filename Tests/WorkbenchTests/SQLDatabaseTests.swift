import CommandLanguage
import CrouteLanguage
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

  /// A statement that doubles at every step is no work for hours, nor 2^40 parts of one in memory.
  @Test func whatDoublesIsRefused() throws {
    let doubled = (1..<40).map { "a\($0) AS (SELECT * FROM a\($0 - 1) UNION ALL SELECT * FROM a\($0 - 1))" }
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.output(
        "sql WITH a0 AS (SELECT 1 AS x), \(doubled.joined(separator: ", ")) SELECT count(*) FROM a39")
    }
    #expect(error?.message == "SQL: the statement grows too large when its parts are put together")
  }

  @Test func callsThatWouldTakeLongAreRefused() throws {
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.output("sql SELECT instr(printf('%.*c', 15000000, 'a'), printf('%.*c', 7000000, 'a') || 'b')")
    }
    #expect(error?.message == "SQL: instr() of texts of 15,000,000 and 7,000,001 bytes would take too long")
    let tooLong = #expect(throws: Diagnostic.self) {
      try interpreter.output("sql SELECT printf('%.*c', 1000000000, 'x')")
    }
    #expect(tooLong?.message == "a string or blob is longer than 16 MB")
  }

  @Test func textsOfAllQueries() throws {
    // 100 ids of 9 characters, and 99 commas.
    #expect(try interpreter.output("sql SELECT length(group_concat(query_id)) AS n FROM queries") == "  n\n---\n999\n")
  }
}
