import CSQLite
import Foundation
import Input
import TestSupport
import Testing
import Traces

@Suite struct SQLiteFormatTests {
  private let folder = ScratchFolder()

  /// A database that `sql` made.
  private func database(_ sql: String) -> String {
    let path = folder.path + "/logs.db"
    var database: OpaquePointer?
    sqlite3_open(path, &database)
    sqlite3_exec(database, sql, nil, nil, nil)
    sqlite3_close(database)
    return path
  }

  private let outcomes = """
    CREATE TABLE outcomes(query_id TEXT, model TEXT, quality REAL, cost REAL, prompt TEXT);
    INSERT INTO outcomes VALUES ('007', 'm', 1, 0.25, 'say "hi"'), ('8', 'm', 0.5, NULL, 'two
    lines'), ('007', 'n', 0, 1e-7, NULL);
    """

  @Test func theOnlyTableIsRead() throws {
    let traces = try TraceLoader.load(paths: [database(outcomes)])
    #expect(Array(traces.queryIDs) == ["007", "8"] && traces.models == ["m", "n"])
    #expect(traces.quality.map { $0.isNaN ? -1 : $0 } == [1, 0, 0.5, -1])
    #expect(traces.cost.map { $0.isNaN ? -1 : $0 } == [0.25, 1e-7, -1, -1])
    #expect(traces.prompts?[0] == "say \"hi\"" && traces.prompts?[1] == "two\nlines")
  }

  /// Reading leaves nothing beside a database, and opens nothing there that is no file.
  @Test func nothingIsWrittenOrAwaitedBesideIt() throws {
    let path = database("PRAGMA journal_mode = wal;" + outcomes)
    shell("mkfifo '\(path)-journal'")
    #expect(try TraceLoader.load(paths: [path]).queryCount == 2)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["logs.db", "logs.db-journal"])
  }

  /// What a program that still runs has written is read, too.
  @Test func whatIsNotInTheFileYetIsRead() throws {
    let path = folder.path + "/logs #1?.db"
    var database: OpaquePointer?
    sqlite3_open(path, &database)
    defer { sqlite3_close(database) }
    sqlite3_exec(database, "PRAGMA journal_mode = wal;" + outcomes, nil, nil, nil)
    let size = { (path: String) in try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int }
    let before = try size(path + "-wal")
    #expect(try #require(before) > 0)
    #expect(try TraceLoader.load(paths: [path]).queryCount == 2)
    #expect(try size(path + "-wal") == before)
  }

  @Test func oneOfSeveralTablesIsNamed() throws {
    let path = database(outcomes + "CREATE TABLE \"an \"\"other\"(x);")
    #expect(
      throws: InputError.incompatible(
        path: path, reason: "choose its rows with --table NAME or --sql QUERY; it has an \"other, outcomes")
    ) { try TraceLoader.load(paths: [path]) }
    #expect(try TraceLoader.load(paths: [path], options: LoadOptions(table: "outcomes")).queryCount == 2)
    #expect(
      throws: InputError.incompatible(path: path, reason: "it has no table 'x'; it has an \"other, outcomes")
    ) { try TraceLoader.load(paths: [path], options: LoadOptions(table: "x")) }
  }

  @Test func aQueryGivesTheRows() throws {
    let sql = "SELECT query_id, model, 1 - quality AS quality, 2 AS cost FROM outcomes WHERE model = 'm'"
    let traces = try TraceLoader.load(paths: [database(outcomes)], options: LoadOptions(sql: sql))
    #expect(traces.quality == [0, 0.5] && traces.cost == [2, 2])
    _ = try TraceLoader.load(paths: [database("")], options: LoadOptions(sql: sql + " ; \n;"))
    // The Greek question mark, which equals a semicolon as a character.
    let path = database("")
    #expect(throws: InputError.incompatible(path: path, reason: "the query must be one SELECT")) {
      try TraceLoader.load(paths: [path], options: LoadOptions(sql: sql + ";\u{37E}"))
    }
  }

  @Test(arguments: [
    "DELETE FROM outcomes", "SELECT 1; SELECT 2", "ATTACH 'x' AS y", "SELECT nothing FROM outcomes", "",
    "PRAGMA user_version = 3",
  ])
  func nothingButOneSelectIsRun(_ sql: String) throws {
    let path = database(outcomes)
    #expect(throws: InputError.self) { try TraceLoader.load(paths: [path], options: LoadOptions(sql: sql)) }
    #expect(try TraceLoader.load(paths: [path]).queryCount == 2)
  }

  /// Three rows may become some megabytes, not gigabytes: neither as one value, nor as rows without end.
  @Test(arguments: [
    "zeroblob(20000000)", "hex(zeroblob(9000000))", "printf('%.*c', 20000000, 'x')",
    "strftime(printf('%.*c', 9000000, 'x'), 0)",
  ])
  func valuesAreInProportionToTheDatabase(_ value: String) throws {
    let sql = "SELECT *, \(value) AS note FROM outcomes"
    let path = database(outcomes)
    #expect(throws: InputError.self) { try TraceLoader.load(paths: [path], options: LoadOptions(sql: sql)) }
  }

  @Test func rowsAreInProportionToTheDatabase() throws {
    let path = database(outcomes)
    let sql =
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
      + "SELECT i AS query_id, 'm' AS model, 1 AS quality, 1 AS cost, printf('%.*c', 10000, 'x') AS prompt FROM n"
    let error = #expect(throws: InputError.self) { try TraceLoader.load(paths: [path], options: LoadOptions(sql: sql)) }
    guard case .incompatible(_, let reason) = error else { throw try #require(error) }
    #expect(reason == "the query makes more than 64 MB of rows, out of proportion to the database")
  }

  @Test func placesAreThoseOfTheRow() throws {
    let path = database(outcomes + "UPDATE outcomes SET quality = 3 WHERE model = 'n'")
    #expect(
      throws: InputError.invalidNumber(
        path: path, line: 3, column: "quality", found: "3.0", allowed: "a number from 0 to 1")
    ) { try TraceLoader.load(paths: [path]) }
  }
}
