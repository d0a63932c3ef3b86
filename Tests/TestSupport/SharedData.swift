import Foundation

/// Real traces and recordings that tests use in place: `../shared` beside the package, or where `CROUTE_DATA` and
/// `CROUTE_REFERENCE` say.
///
/// Tests that need them are skipped aloud where they are absent; with `CROUTE_REQUIRE_DATA=1` they run, and fail.
package enum SharedData {
  /// Traces of real models.
  package static let traces = folder("CROUTE_DATA", "data")
  /// What the authors' implementation did, recorded.
  package static let reference = folder("CROUTE_REFERENCE", "fixtures/reference")

  /// Whether tests that need the traces run.
  package static let hasTraces = isRequired || FileManager.default.fileExists(atPath: traces.path)
  /// Whether tests that need the recordings run.
  package static let hasReference = isRequired || FileManager.default.fileExists(atPath: reference.path)

  private static let isRequired = ProcessInfo.processInfo.environment["CROUTE_REQUIRE_DATA"] == "1"

  private static func folder(_ variable: String, _ name: String) -> URL {
    if let path = ProcessInfo.processInfo.environment[variable] { return URL(fileURLWithPath: path) }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return package.deletingLastPathComponent().appendingPathComponent("shared/" + name)
  }
}
