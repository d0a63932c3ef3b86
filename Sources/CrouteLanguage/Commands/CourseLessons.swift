import CommandLanguage
import Foundation
import Input
import SessionFiles
import Workbench

extension LessonShelf {
  /// croute's lessons: the folder `tutorials` of the working folder or, on the way up from the program or from the working
  /// folder, of a copy of the source.
  static let croute = LessonShelf(
    home: "they are the folder tutorials of croute's source; `cd` to a copy of it, or name a file"
  ) {
    let here = FileManager.default.currentDirectoryPath
    var folders = [here + "/tutorials"]
    for start in ["/proc/self/exe", here] {
      var folder = FilePlace.resolved(start) ?? "/"
      while folder != "/" {
        folder = FilePlace.folder(of: folder)
        folders.append(folder + "/tutorials")
      }
    }
    for folder in folders {
      let names = FilePlace.names(in: folder).filter { $0.wholeMatch(of: /[0-9]{2}-[a-z0-9-]+\.md/) != nil }
      if !names.isEmpty { return names.map { folder + "/" + $0 } }
    }
    return []
  }
}
