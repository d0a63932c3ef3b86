import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing
import Workbench

/// What is wrong with SQL is said at the word at fault.
@Suite struct SQLTextTests {
  private let interpreter = Interpreter()

  init() throws { try interpreter.output("load sim:routerbench --queries 100") }

  @Test(
    arguments: [
      ("sql SELECT qualty FROM outcomes", 1, 12, 6, "unknown column 'qualty'", "did you mean 'quality'?", 1),
      (
        "sql --as x SELECT 1,\n  o.costt\nFROM outcomes o", 2, 3, 1, "unknown column 'costt'", "did you mean 'cost'?", 1
      ),
      // Only names that a table has are proposed.
      ("sql SELECT query_id_2 FROM queries", 1, 12, 10, "unknown column 'query_id_2'", "did you mean 'query_id'?", 1),
      ("sql SELECT 1\nFROM\noutcmes", 3, 1, 7, "unknown table 'outcmes'", "did you mean 'outcomes'?", 1),
      ("  sql SELECT 'é', media(1)", 1, 19, 5, "unknown function 'media'", "did you mean 'median'?", 1),
      (
        "sql SELECT group FROM queries", 1, 12, 5, "SQL: near \"group\": syntax error",
        "group is an SQL keyword; as a column write \"group\"", 2
      ),
      ("sql SELECT 1 FROM", 1, 18, 1, "the SQL is incomplete", nil, 2),
      (
        "sql SELECT model FROM outcomes JOIN models ON 1", 1, 12, 5, "the column 'model' is in several tables",
        "write TABLE.model", 1
      ),
      ("sql SELECT sum() FROM outcomes", 1, 12, 3, "SQL: wrong number of arguments to function sum()", nil, 1),
      ("sql SELECT 1 +* 2", 1, 15, 1, "SQL: near \"*\": syntax error", nil, 2),
      // A column of another table, and a command where the SQL has not ended.
      (
        "sql SELECT budget FROM outcomes", 1, 12, 6, "there is no column 'budget' in these tables",
        "budget is in results, points", 1
      ),
      (
        "sql SELECT 1 AS a FROM queries\nplot bars", 2, 6, 4, "SQL: near \"bars\": syntax error",
        "end the SQL with a `;` at the end of its line", 2
      ),
      (
        "sql SELECT 1 AS a\nplot bars", 2, 1, 4, "SQL: near \"plot\": syntax error",
        "end the SQL with a `;` at the end of its line", 2
      ),
      // What is refused is said where it stands, not in a text, a comment, a name or a function.
      (
        "sql with a as (select 'update') delete from outcomes", 1, 33, 6,
        "sql only reads the session: DELETE is not allowed",
        nil, 1
      ),
      (
        "sql /* drop */ -- it's\n INSERT INTO queries VALUES ('a')", 2, 2, 6,
        "sql only reads the session: INSERT is not allowed",
        nil, 1
      ),
      (
        "sql WITH \"drop\" AS (SELECT replace(model, 'a', 'b') AS attach FROM models) UPDATE outcomes SET cost = 1", 1,
        76, 6, "sql only reads the session: UPDATE is not allowed",
        nil, 1
      ),
      (
        "sql SELECT 'load_extension', load_extension('x')", 1, 30, 14,
        "sql only reads the session: load_extension is not allowed",
        nil, 1
      ),
      ("sql SELECT ?", 1, 5, 6, "unknown variable ''", nil, 1),
    ] as [(String, Int, Int, Int, String, String?, Int32)])
  func locates(
    command: String, line: Int, column: Int, length: Int, message: String, suggestion: String?, exitCode: Int32
  ) throws {
    do {
      try interpreter.output(command)
      Issue.record("no error")
    } catch {
      #expect(error.message.hasPrefix(message))
      #expect(error.location == SourceLocation(line: line, column: column))
      #expect(error.length == length)
      #expect(error.suggestion == suggestion || suggestion == nil)
      #expect(error.exitCode == exitCode)
    }
  }
}
