import Glibc

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
  package static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder.isEmpty ? "/" : folder
  }

  /// Whether a resolved path lies in a resolved folder.
  package static func isUnder(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
