import Foundation

extension Choice {
  /// Files and folders; hidden ones only after a dot. A `~/` at the beginning stays.
  package static func paths(_ beginning: String) -> [Choice] {
    let end = beginning.lastIndex(of: "/").map { beginning.index(after: $0) } ?? beginning.startIndex
    let typed = String(beginning[..<end])
    let folder = UserHome.expanded(typed)
    let showsHidden = beginning[end...].hasPrefix(".")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasPrefix(beginning[end...]) && (showsHidden || !$0.hasPrefix(".")) }.sorted().map {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: folder + $0, isDirectory: &isFolder)
      return Choice(typed + $0 + (isFolder.boolValue ? "/" : ""), isFinal: !isFolder.boolValue)
    }
  }
}
