import Glibc

/// Where commands may write files, and whether what they write reaches the disk.
///
/// Whoever executes commands decides: a person at the prompt may write anywhere, a session file only under its folder.
public struct WriteAccess: Sendable {
  /// The folder under which files may be written, without symbolic links; `nil` for anywhere.
  public var folder: String?
  /// The folder, without symbolic links, under which figures replace existing ones without `--force`; `nil` for none.
  public var figureFolder: String?
  /// Takes in what is not to reach the disk yet.
  package var held: PendingFiles?

  /// Anywhere, at once; an existing file only with `--force`.
  public init() {}

  /// Makes sure that a file may be written at `path`, seen from the working folder.
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
  /// The path without symbolic links; of a file that is not there, its folder's with its name. `nil` where the folder is
  /// not there either.
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
