import Glibc
import Synchronization

/// What has been written to files and does not reach the disk: whoever opens such a file finds what was written.
///
/// Like the working folder it is of the whole process.
package enum FileOverlay {
  /// Descriptors of unnamed files with what was written, by the places of the files that they cover.
  private static let contents = Mutex<[String: Int32]>([:])

  /// Covers the file at a resolved path, whether there is one or not.
  ///
  /// - Throws: where there is no room for the text.
  package static func cover(_ place: String, with text: String) throws(ScratchPlace.Failure) {
    let file = try ScratchPlace.file()
    let code = AtomicFile.write(text.utf8, to: file)
    if code != 0 {
      close(file)
      throw ScratchPlace.Failure(reason: String(cString: strerror(code)))
    }
    if let old = contents.withLock({ $0.updateValue(file, forKey: place) }) { close(old) }
  }

  /// Uncovers files.
  package static func uncover(_ places: [String]) {
    for file in contents.withLock({ contents in places.compactMap { contents.removeValue(forKey: $0) } }) {
      close(file)
    }
  }

  /// Where to read what a file holds: at its own path, or at that of what covers it.
  package static func path(of path: String) -> String {
    let isEmpty = contents.withLock { $0.isEmpty }
    guard !isEmpty, let place = FilePlace.resolved(path), let file = contents.withLock({ $0[place] }) else {
      return path
    }
    return "/proc/self/fd/\(file)"
  }

  /// The names of the files in a folder that are covered.
  static func names(in folder: String) -> [String] {
    let places = contents.withLock { Array($0.keys) }
    guard !places.isEmpty, let folder = FilePlace.resolved(folder) else { return [] }
    return places.filter { FilePlace.folder(of: $0) == folder }.compactMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  /// The paths of covered files that a pattern of `glob` matches.
  package static func matches(of pattern: String) -> [String] {
    let places = contents.withLock { Array($0.keys) }
    let end = pattern.firstIndex { "*?[".contains($0) } ?? pattern.endIndex
    let start = pattern[..<end].lastIndex(of: "/").map { pattern.index(after: $0) } ?? pattern.startIndex
    guard !places.isEmpty,
      let folder = FilePlace.resolved(start == pattern.startIndex ? "." : String(pattern[..<start]))
    else { return [] }
    return places.compactMap { place in
      guard FilePlace.isUnder(folder, place) else { return nil }
      let rest = String(place.dropFirst(folder == "/" ? 1 : folder.count + 1))
      return fnmatch(String(pattern[start...]), rest, FNM_PATHNAME | FNM_PERIOD) == 0 ? pattern[..<start] + rest : nil
    }
  }
}
