import CSQLite
import Foundation
import Testing

/// A query that sorts rows without end ends in an error. The limit is that of a process, so these have one of their own.
@Suite struct SQLiteMemoryTests {
  private let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
  private let order = "ORDER BY printf('%.*c', 100000, 'x'), i"

  @Test func ofTheSession() throws {
    let outcome = try sh("$CROUTE -c \"sql SELECT i FROM (\(endless) SELECT i FROM n) \(order)\"")
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("the query needs more than 1 GiB of memory"), "\(outcome.errors)")
  }

  @Test func ofADatabase() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "sort-\(UUID().uuidString).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var database: OpaquePointer?
    #expect(sqlite3_open(path, &database) == SQLITE_OK)
    #expect(sqlite3_exec(database, "CREATE TABLE t(x)", nil, nil, nil) == SQLITE_OK)
    sqlite3_close(database)
    let rows = "\(endless) SELECT i AS query_id, 'm' AS model, 1 AS quality, 1 AS cost FROM n \(order)"
    let outcome = try sh("$CROUTE -c \"load \(path) --sql \\\"\(rows)\\\"\"")
    #expect(outcome.exitCode == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("the query needs more than 1 GiB of memory"), "\(outcome.errors)")
  }
}
