import Glibc

/// Files that commands write.
enum OutputFile {
  /// Writes `text` under a temporary name beside `path` and renames it, so that a reader finds the old or the new file.
  ///
  /// What is no regular file (a device, a pipe) is written to as it is.
  ///
  /// - Throws: `SessionError.exists` where there is such a file and `force` is not set; `SessionError.file`.
  static func write(_ text: String, to path: String, force: Bool) throws(SessionError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .file(path: path, reason: "is a directory") }
    if exists && status.st_mode & S_IFMT != S_IFREG { return try write(text, directlyTo: path) }
    if exists && !force { throw .exists(path: path) }
    let temporary = path + ".\(getpid()).tmp"
    do {
      try write(text, directlyTo: temporary)
    } catch {
      unlink(temporary)
      guard case .file(_, let reason) = error else { throw error }
      throw .file(path: path, reason: reason)
    }
    if rename(temporary, path) != 0 {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw .file(path: path, reason: reason)
    }
  }

  private static func write(_ text: String, directlyTo path: String) throws(SessionError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    var bytes = Array(text.utf8)[...]
    var failure: Int32 = 0
    while !bytes.isEmpty && failure == 0 {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { failure = errno }
    }
    if close(descriptor) != 0 && failure == 0 { failure = errno }
    if failure != 0 { throw .file(path: path, reason: String(cString: strerror(failure))) }
  }
}
