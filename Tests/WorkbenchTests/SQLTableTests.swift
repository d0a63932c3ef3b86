import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import TestSupport
import Testing
import Workbench

@Suite struct SQLTableTests {
  /// Every table that help names answers, with the columns that help names.
  @Test func whatIsDocumentedIsThere() throws {
    let interpreter = Interpreter()
    try interpreter.output("load sim:routerbench --queries 60\nfit quality constant\nset format csv")
    let page = try interpreter.output("help sql")
    for (table, column) in [
      ("queries", "part"), ("models", "on_hull"), ("outcomes", "answer"), ("estimates", "ante"), ("decisions", "tau"),
      ("results", "auc"), ("points", "fallback"),
    ] {
      #expect(page.contains("\n\(table)  ") && page.contains("\n  \(column) "), "\(table)")
      #expect(throws: Never.self, "\(table)") { try interpreter.output("sql SELECT \(column) FROM \(table) LIMIT 1") }
    }
  }

  /// A column of traces that is called like one of the table's gets a number, whatever its case.
  @Test func columnsOfOneNameAreNumbered() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("query_id,model,quality,cost,Part,x_a\nq,m,1,2,mine,3\nr,m,1,2,yours,4\n", to: "t.csv")
    let interpreter = Interpreter()
    try interpreter.output("load \(path)\nset format csv")
    #expect(
      try interpreter.output("sql SELECT query_id, Part_2, x_a FROM queries ORDER BY query_id")
        == "query_id,Part_2,x_a\nq,mine,3.0\nr,yours,4.0\n")
  }

  /// Of results whose names are equal in SQL the latest is the table; a table of the session goes before a result.
  @Test func resultsAreTablesUnderTheirNames() throws {
    let interpreter = Interpreter()
    try interpreter.output("set format csv\nsql --as a SELECT 1 AS n;\nsql --as A SELECT 2 AS n;")
    #expect(try interpreter.output("sql SELECT n FROM a") == "n\n2\n")
    try interpreter.output("load sim:routerbench --queries 60\nsql --as models SELECT 3 AS n;")
    #expect(try interpreter.output("sql SELECT count(*) AS n FROM models") == "n\n11\n")
  }
}
