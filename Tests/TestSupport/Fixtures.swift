import Foundation

/// The files of `Tests/Fixtures`, compressed with gzip.
package enum Fixtures {
  /// What the authors' implementation does, recorded; its README describes the files.
  package static let reference = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/reference")

  /// The path of a recording as it is stored, for readers that decompress by themselves.
  package static func path(_ name: String) -> String { reference.appendingPathComponent(name + ".gz").path }

  /// The content of a recording.
  package static func data(_ name: String) throws -> Data {
    let gzip = Process()
    let output = Pipe()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", path(name)]
    gzip.standardOutput = output
    try gzip.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    guard gzip.terminationStatus == 0 else { throw CocoaError(.fileReadCorruptFile) }
    return data
  }
}
