import Glibc

/// A file that a command writes.
package struct OutputFile: Sendable {
  /// The path, relative to the working folder.
  let path: String
  /// Whether an existing file may be replaced.
  let force: Bool
  /// Whether it is a figure that is regenerated at each execution.
  let isFigure: Bool
  /// The line of the command that writes it.
  let line: Int?

  package init(_ path: String, force: Bool, isFigure: Bool = false, line: Int? = nil) {
    self.path = path
    self.force = force
    self.isFigure = isFigure
    self.line = line
  }

  /// Writes `text` under a temporary name beside the file and renames it, so that readers see either the old or the new
  /// file.
  ///
  /// Devices and pipes are written to directly; a file that already contains `text` is left alone.
  ///
  /// - Throws: `CommandError.exists` if there is such a file and `force` is not set; `CommandError.forbidden` where
  ///   `access` forbids it; `CommandError.file`.
  package func write(_ text: String, access: WriteAccess = WriteAccess()) throws(CommandError) {
    try access.admit(path)
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .file(path: path, reason: "is a directory") }
    let replaces = force || isFigure && access.replacesFigure(at: path)
    if let held = access.held, held.takes(isFigure: isFigure), let place = FilePlace.resolved(path) {
      let file = PendingFiles.File(name: path, path: place, text: text, line: line, isFigure: isFigure)
      if isFigure && exists && !replaces && !SourceFile.holds(text, at: path) { throw .exists(path: path) }
      return try held.keep(file, force: replaces)
    }
    if exists && status.st_mode & S_IFMT != S_IFREG { return try Self.write(text, directlyTo: path, mode: nil) }
    if exists && SourceFile.holds(text, at: path) { return }
    if exists && !replaces { throw .exists(path: path) }
    let temporary = path + ".\(getpid()).tmp"
    do {
      try Self.write(text, directlyTo: temporary, mode: exists ? status.st_mode & 0o7777 : nil)
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

  private static func write(_ text: String, directlyTo path: String, mode: mode_t?) throws(CommandError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    if let mode { fchmod(descriptor, mode) }
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
