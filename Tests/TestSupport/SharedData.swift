import Foundation

/// Traces of real models that tests use in place: `../shared/data` beside the package, or where `CROUTE_DATA` says.
///
/// Tests that need them are reported as skipped where they are absent; with `CROUTE_REQUIRE_DATA=1` they run, and fail.
package enum SharedData {
  /// The folder.
  package static let traces: URL = {
    if let path = ProcessInfo.processInfo.environment["CROUTE_DATA"] { return URL(fileURLWithPath: path) }
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("shared/data")
  }()

  /// Whether tests that need the traces run.
  package static let hasTraces =
    ProcessInfo.processInfo.environment["CROUTE_REQUIRE_DATA"] == "1"
    || FileManager.default.fileExists(atPath: traces.path)
}
