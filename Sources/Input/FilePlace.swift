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

  /// Makes the folders that are missing on the way to `path`; where one cannot be made, writing the file says why.
  package static func makeFolder(of path: String) {
    for index in path.indices.dropFirst() where path[index] == "/" { mkdir(String(path[..<index]), 0o777) }
  }

  /// Whether a resolved path lies in a resolved folder.
  package static func isUnder(_ folder: String, _ path: String) -> Bool {
    path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  /// The path from the root, whether there is something or not, up to the first symbolic link in `folder`.
  ///
  /// - Parameter folder: a resolved path.
  /// - Returns: the place, and whether a symbolic link in `folder` is on the way to it.
  package static func place(of path: String, linksIn folder: String? = nil) -> (path: String, isLinked: Bool) {
    var place = path.hasPrefix("/") ? "" : real(".") ?? ""
    if place == "/" { place = "" }
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        place = String(place[..<(place.lastIndex(of: "/") ?? place.startIndex)])
        continue
      }
      place += "/" + part
      guard isLink(place) else { continue }
      if let folder, isUnder(folder, place) { return (place, true) }
      place = real(place) ?? place
      if place == "/" { place = "" }
    }
    return (place.isEmpty ? "/" : place, false)
  }

  /// The names in a folder, with those of covered files; none where there is no such folder.
  package static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names = Set(FileOverlay.names(in: path))
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.insert(name) }
    }
    return names.sorted()
  }

  /// Where a file at `path` is, or would be made: symbolic links followed to their ends.
  package static func followed(_ path: String) -> String {
    var path = path
    for _ in 0..<40 where isLink(path) {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(path, &target, target.count - 1)
      if count <= 0 { break }
      let text = String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      path = text.hasPrefix("/") ? text : parent + text
    }
    return path
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
