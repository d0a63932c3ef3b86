import Foundation

/// The folder that paths are relative to.
package enum WorkingFolder {
  /// There is one working folder for the whole process.
  private static let lock = NSRecursiveLock()

  /// Executes `body` in a folder and comes back, wherever `body` went; one at a time.
  package static func within<Value>(_ folder: String, _ body: () throws -> Value) rethrows -> Value {
    lock.lock()
    defer { lock.unlock() }
    let before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    _ = chdir(folder)
    defer {
      if before >= 0 {
        _ = fchdir(before)
        close(before)
      }
    }
    return try body()
  }
}
