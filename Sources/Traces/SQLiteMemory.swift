import CSQLite

/// The memory of SQLite in this process, for queries that a person or a file wrote.
package enum SQLiteMemory {
  /// The most that it may take, in bytes: 1 GiB. Beyond it a statement fails with `SQLITE_NOMEM`.
  package static let limit: Int64 = 1 << 30

  /// Keeps what a query sorts or groups in memory, where it has a limit; a file of it would grow with the query.
  package static func bound(_ database: OpaquePointer) {
    sqlite3_hard_heap_limit64(limit)
    sqlite3_exec(database, "PRAGMA temp_store = MEMORY", nil, nil, nil)
  }
}
