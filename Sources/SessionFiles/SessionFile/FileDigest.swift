import CSodium
import CommandLanguage
import Glibc
import Input

/// The SHA-256 of files.
package enum FileDigest {
  /// The SHA-256 of a file in 64 lower-case hexadecimal digits.
  ///
  /// - Throws: `CommandError.file` if it cannot be read.
  package static func sha256(of path: String) throws(CommandError) -> String {
    let descriptor = open(FileOverlay.path(of: path), O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    fstat(descriptor, &status)
    if status.st_mode & S_IFMT != S_IFREG { throw .file(path: path, reason: "is not a regular file") }
    var state = crypto_hash_sha256_state()
    crypto_hash_sha256_init(&state)
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      if count > 0 {
        crypto_hash_sha256_update(&state, chunk, UInt64(count))
      } else if errno != EINTR {
        throw .file(path: path, reason: String(cString: strerror(errno)))
      }
    }
    return text(of: &state)
  }

  /// The SHA-256 of a text in 64 lower-case hexadecimal digits.
  package static func sha256(ofText content: String) -> String {
    var state = crypto_hash_sha256_state()
    crypto_hash_sha256_init(&state)
    let bytes = Array(content.utf8)
    crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
    return text(of: &state)
  }

  private static func text(of state: inout crypto_hash_sha256_state) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256_final(&state, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
