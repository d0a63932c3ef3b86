import CommandLanguage
import CrouteLanguage
import Foundation
import SessionTestSupport
import TestSupport
import Testing
import Workbench

/// SQL reads and does nothing else.
@Suite struct SQLGuardTests {
  private let folder: TemporaryFolder
  private let interpreter = Interpreter()

  init() throws {
    folder = try TemporaryFolder()
    try interpreter.output("load sim:routerbench --queries 100")
  }

  @Test(arguments: [
    ("INSERT INTO queries(query_id) VALUES ('x')", "INSERT"), ("UPDATE \"queries rows\" SET part = 'x'", "UPDATE"),
    ("DELETE FROM \"queries rows\"", "DELETE"), ("REPLACE INTO \"queries rows\"(query_id) VALUES ('x')", "REPLACE"),
    ("WITH a AS (SELECT 1) DELETE FROM \"queries rows\"", "DELETE"), ("CREATE TABLE t(a)", "CREATE"),
    ("CREATE TEMP TABLE t AS SELECT 1", "CREATE"), ("CREATE VIEW v AS SELECT 1", "CREATE"),
    ("CREATE VIRTUAL TABLE t USING fts5(a)", "CREATE"), ("DROP VIEW queries", "DROP"),
    ("ALTER TABLE \"queries rows\" RENAME TO x", "ALTER"), ("ATTACH 'FILE' AS other", "ATTACH"),
    ("DETACH main", "DETACH"), ("VACUUM", "VACUUM"), ("VACUUM INTO 'FILE'", "VACUUM"), ("BEGIN", "BEGIN"),
    ("SAVEPOINT a", "SAVEPOINT"), ("ANALYZE", "ANALYZE"), ("REINDEX", "REINDEX"),
    ("PRAGMA temp_store_directory = 'FILE'", "PRAGMA"), ("PRAGMA writable_schema = 1", "PRAGMA"),
    ("SELECT * FROM pragma_table_info('queries')", "PRAGMA"), ("EXPLAIN INSERT INTO queries VALUES (1)", "INSERT"),
    ("UPDATE outcomes SET quality = 1", "UPDATE"), ("DELETE FROM outcomes", "DELETE"),
    ("INSERT INTO outcomes(model) VALUES ('x')", "INSERT"), ("END", "END"), ("ROLLBACK", "ROLLBACK"),
    ("PRAGMA database_list", "PRAGMA"), ("SELECT * FROM PRAGMA_database_list", "PRAGMA"),
    ("WITH a AS (SELECT 1) INSERT INTO queries SELECT 1", "INSERT"), ("EXPLAIN ATTACH 'FILE' AS a", "ATTACH"),
    ("SELECT load_extension('FILE')", "load_extension"), ("SELECT load_extension('FILE', 'main')", "load_extension"),
    ("SELECT randomblob(4)", "randomblob"),
  ])
  func refuses(statement: String, what: String) throws {
    let file = folder.path + "/file"
    do {
      try interpreter.output("sql " + statement.replacing("FILE", with: file))
      Issue.record("no error")
    } catch {
      #expect(error.message == "sql only reads the session: \(what) is not allowed")
      #expect(error.exitCode == 1)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect(
      try interpreter.output("sql SELECT count(part) AS n, count(*) AS m FROM queries")
        .hasSuffix("\n100  100\n"))
  }

  /// Functions of SQLite's shell that reach files are not there at all.
  @Test(arguments: ["readfile('FILE')", "writefile('FILE', 'x')", "edit('x')", "fts3_tokenizer('x')"])
  func hasNoFileFunctions(call: String) throws {
    #expect(throws: Diagnostic.self) {
      try interpreter.output("sql SELECT " + call.replacing("FILE", with: folder.path + "/file"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  /// Tables of SQLite's shell that reach files are not there either.
  @Test(arguments: ["fsdir('.')", "csv('FILE')", "zipfile('FILE')", "sqlite_dbpage", "SQLITE_DBPAGE"])
  func hasNoFileTables(table: String) throws {
    let name = table.prefix { $0 != "(" }
    do {
      try interpreter.output("sql SELECT * FROM " + table.replacing("FILE", with: folder.path + "/file"))
      Issue.record("no error")
    } catch {
      #expect(error.message == "unknown table '\(name)'" || error.message == "sql cannot read \(name)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func readsNoInsides() {
    for table in ["dbstat", "sqlite_dbpage", "sqlite_stmt"] {
      #expect(throws: Diagnostic.self) { try interpreter.output("sql SELECT * FROM \(table)") }
    }
    // What lists tables in other clients does so here.
    #expect(throws: Never.self) { try interpreter.output("sql SELECT name FROM sqlite_schema WHERE type = 'view'") }
  }
}
