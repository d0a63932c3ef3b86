import Foundation

/// A `TemporaryFolder` for tests that cannot go on without it: what fails ends them, with the reason.
package final class ScratchFolder {
  private let folder = orEnd { try TemporaryFolder() }

  /// Where it is.
  package var path: String { folder.path }

  package init() {}

  /// Writes a file and returns its path.
  package func write(_ text: String, to name: String = "traces.csv") -> String {
    orEnd { try folder.write(text, to: name) }
  }

  /// Writes a file and returns its path.
  package func write(bytes: [UInt8], to name: String) -> String {
    orEnd { try folder.write(Data(bytes), to: name) }
  }

  /// Writes a file compressed with gzip and returns its path.
  package func writeCompressed(_ text: String, to name: String) -> String {
    let plain = write(text, to: "plain")
    shell("gzip -c '\(plain)' > '\(path)/\(name)'")
    return "\(path)/\(name)"
  }
}

/// Runs a shell command to its end, which has to be a good one.
package func shell(_ command: String) {
  let status = system(command)
  if status != 0 { fatalError("\(command): status \(status)") }
}

/// What `body` returns; where it throws, there is no going on.
private func orEnd<Value>(_ body: () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("\(error)") }
}
