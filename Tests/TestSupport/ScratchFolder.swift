import Glibc

/// A folder that exists as long as the value does.
package final class ScratchFolder {
  package let path: String

  package init() {
    var name = Array("/tmp/croute-tests.XXXXXX".utf8CString)
    path = mkdtemp(&name).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { shell("rm -rf '\(path)'") }

  /// Writes a file and returns its path.
  package func write(_ text: String, to name: String = "traces.csv") -> String {
    write(bytes: Array(text.utf8), to: name)
  }

  /// Writes a file and returns its path.
  package func write(bytes: [UInt8], to name: String) -> String {
    let file = "\(path)/\(name)"
    if let stream = fopen(file, "w") {
      fwrite(bytes, 1, bytes.count, stream)
      fclose(stream)
    }
    return file
  }

  /// Writes a file compressed with gzip and returns its path.
  package func writeCompressed(_ text: String, to name: String) -> String {
    let plain = write(text, to: "plain")
    shell("gzip -c '\(plain)' > '\(path)/\(name)'")
    return "\(path)/\(name)"
  }
}

/// Runs a shell command to its end.
package func shell(_ command: String) { _ = system(command) }
