import CSQLite
import Mathematics

/// Restricts a person's SQL to reading, records which tables it reads, and cancels it on request.
///
/// SQLite calls it for every action while a statement is prepared, and regularly while it runs.
final class SQLGuard {
  /// Whether the session itself is executing, without restrictions.
  var isOpen = true
  /// The context that cancels a long statement.
  var task = TaskContext.unobserved
  /// The tables that were read since `begin`.
  private(set) var touched: Set<String> = []
  /// The first thing that was refused since `begin`.
  private(set) var refusal: Refusal?

  /// Something that a person's statement may not do.
  enum Refusal {
    case table(String)
    case function(String)
    /// Anything but reading.
    case action
  }

  /// Starts guarding a person's statement.
  func begin() {
    isOpen = false
    touched = []
    refusal = nil
  }

  /// Installs the guard on `database`.
  func watch(_ database: OpaquePointer) {
    let own = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      database,
      { own, action, first, second, _, _ in
        SQLGuard.of(own).answer(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
      }, own)
    // About every millisecond.
    sqlite3_progress_handler(database, 20_000, { SQLGuard.of($0).isEnded ? 1 : 0 }, own)
  }

  private static func of(_ own: UnsafeMutableRawPointer?) -> SQLGuard {
    Unmanaged<SQLGuard>.fromOpaque(own!).takeUnretainedValue()
  }

  private var isEnded: Bool { (try? task.check()) == nil }

  private func answer(_ action: Int32, _ first: String?, _ second: String?) -> Int32 {
    if isOpen { return SQLITE_OK }
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ:
      let table = first ?? ""
      if Self.isForbidden(table: table) { return refuse(.table(table)) }
      touched.insert(table)
      return SQLITE_OK
    case SQLITE_FUNCTION:
      let name = second ?? ""
      return Self.functions.contains(name.lowercased()) ? refuse(.function(name)) : SQLITE_OK
    default: return refuse(.action)
    }
  }

  private func refuse(_ what: Refusal) -> Int32 {
    refusal = refusal ?? what
    return SQLITE_DENY
  }

  /// Tables beyond the session: pragma functions and internals of the database.
  private static func isForbidden(table: String) -> Bool {
    table.hasPrefix("pragma_") || ["dbstat", "sqlite_dbpage", "sqlite_stmt", "bytecode", "tables_used"].contains(table)
  }

  /// Functions that load code, access files, or are not deterministic.
  private static let functions: Set<String> = [
    "load_extension", "readfile", "writefile", "edit", "fts3_tokenizer", "randomblob", "sqlite_log",
  ]
}
