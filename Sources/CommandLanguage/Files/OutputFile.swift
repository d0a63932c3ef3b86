import Glibc
import Input

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

  /// Puts a file with `text` in the place of the old one, see `AtomicFile`.
  ///
  /// Devices and pipes are written to directly; a file that already contains `text` is left alone.
  ///
  /// - Throws: `CommandError.exists` where there is such a file and `force` is not set; `CommandError.forbidden` where
  ///   `access` does not reach; `CommandError.file`.
  package func write(_ text: String, access: FileAccess = FileAccess()) throws(CommandError) {
    do {
      try access.admitWriting(path, isFigure: isFigure)
    } catch {
      // What is there already need not be written.
      guard case .forbidden(_, .notOwn) = error, SourceFile.holds(text, at: path) else { throw error }
    }
    try write(text, within: access)
    access.note(made: path)
  }

  private func write(_ text: String, within access: FileAccess) throws(CommandError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .file(path: path, reason: "is a directory") }
    let replaces = force || isFigure && access.replacesFigure(at: path)
    if let held = access.held,
      let place = FilePlace.resolved(path) ?? (isFigure ? FilePlace.place(of: path).path : nil)
    {
      let file = PendingFiles.File(name: path, path: place, text: text, line: line, isFigure: isFigure)
      if isFigure && exists && !replaces && !SourceFile.holds(text, at: path) { throw .exists(path: path) }
      return try held.keep(file, force: replaces)
    }
    if exists && status.st_mode & S_IFMT != S_IFREG { return try Self.write(text, directlyTo: path) }
    if exists && SourceFile.holds(text, at: path) { return AtomicFile.removeStrays(beside: path) }
    if exists && !replaces { throw .exists(path: path) }
    if isFigure { FilePlace.makeFolder(of: path) }
    do { try AtomicFile.write(text.utf8, to: path) } catch { throw .file(path: path, reason: error.reason) }
  }

  private static func write(_ text: String, directlyTo path: String) throws(CommandError) {
    // A pipe that nobody reads is an error, not a wait without end.
    let descriptor = open(path, O_WRONLY | O_TRUNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: String(cString: strerror(errno))) }
    var failure = AtomicFile.write(text.utf8, to: descriptor)
    if close(descriptor) != 0 && failure == 0 { failure = errno }
    if failure != 0 { throw .file(path: path, reason: String(cString: strerror(failure))) }
  }
}
