import Foundation

/// The SHA-256 of files.
///
/// It is computed by `sha256sum`, which every Debian has: hashing is needed only where a header requires a file, and a
/// hash function of our own would be one more thing to trust.
package enum FileDigest {
  /// The SHA-256 of a file in 64 lower-case hexadecimal digits.
  ///
  /// - Throws: `SessionError.file` where it cannot be read or `sha256sum` cannot be started.
  package static func sha256(of path: String) throws(SessionError) -> String {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw .file(path: path, reason: "is no regular file")
    }
    do {
      let input = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let output = Pipe()
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["sha256sum"]
      // Not the working folder, which another thread may leave and remove meanwhile.
      process.currentDirectoryURL = URL(fileURLWithPath: "/")
      process.standardInput = input
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      let digest = String(text.prefix { $0.isHexDigit })
      if process.terminationStatus == 0, digest.count == 64 { return digest }
    } catch {
      throw .file(path: path, reason: error.localizedDescription)
    }
    throw .file(path: path, reason: "sha256sum cannot read it")
  }
}
