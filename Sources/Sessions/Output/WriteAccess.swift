import Glibc

/// Where commands may write files, and whether these reach the disk.
///
/// A person at the prompt may write anywhere, a session file only under its folder.
package struct WriteAccess: Sendable {
  /// The folder under which files may be written, without symbolic links; `nil` for anywhere.
  package var folder: String?
  /// The folder, without symbolic links, under which figures replace existing ones without `--force`; `nil` for none.
  package var figureFolder: String?
  /// Collects files that must not reach the disk yet.
  package var held: PendingFiles?

  /// Writes anywhere, immediately; existing files only with `--force`.
  package init() {}

  /// Checks that a file may be written at `path`, relative to the working folder.
  ///
  /// - Throws: `SessionError.forbidden`.
  func admit(_ path: String) throws(SessionError) {
    guard let folder, let place = FilePlace.resolved(path) else { return }
    if !FilePlace.isUnder(folder, place) { throw .forbidden(path: path) }
  }

  /// Whether a figure at `path` replaces an existing one without `--force`.
  func replacesFigure(at path: String) -> Bool {
    guard let figureFolder, let place = FilePlace.resolved(path) else { return false }
    return FilePlace.isUnder(figureFolder, place)
  }
}

/// Paths as the operating system sees them, without symbolic links.
package enum FilePlace {
  /// The path without symbolic links; for a missing file, that of its folder plus its name; `nil` if the folder is
  /// missing too.
  package static func resolved(_ path: String) -> String? {
    if let whole = real(path) { return whole }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last else { return nil }
    let before = parts.dropLast().joined(separator: "/")
    let parent = path.hasPrefix("/") ? "/" + before : before.isEmpty ? "." : before
    return real(parent).map { ($0 == "/" ? "" : $0) + "/" + name }
  }

  /// The folder of a resolved path.
  static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder.isEmpty ? "/" : folder
  }

  /// Whether a resolved path lies in a resolved folder.
  static func isUnder(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
