import CSQLite
import Foundation
import Input
import Mathematics
import TestSupport
import Testing
import Traces

@Suite struct SQLiteCopyTests {
  /// A database in one file needs no copy; one to which a program writes does, which lives as long as it is used.
  @Test func thereWhileItIsUsed() throws {
    let folder = ScratchFolder()
    let path = folder.path + "/a.db"
    var database: OpaquePointer?
    sqlite3_open(path, &database)
    sqlite3_exec(database, "PRAGMA journal_mode = wal; CREATE TABLE t(x); INSERT INTO t VALUES (1)", nil, nil, nil)
    #expect(SQLiteCopy.isNeeded(for: path))
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link.db", withDestinationPath: "a.db")
    var copy: SQLiteCopy? = try SQLiteCopy(of: folder.path + "/link.db", task: .unobserved)
    let place = try #require(copy?.path)
    for ending in ["", "-wal"] {
      #expect(
        try Data(contentsOf: URL(fileURLWithPath: place + ending))
          == Data(contentsOf: URL(fileURLWithPath: path + ending)))
    }
    copy = nil
    #expect(!FileManager.default.fileExists(atPath: (place as NSString).deletingLastPathComponent))
    sqlite3_close(database)
    #expect(!SQLiteCopy.isNeeded(for: path))
  }
}
