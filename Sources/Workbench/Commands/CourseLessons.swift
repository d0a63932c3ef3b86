import CommandLanguage
import Foundation
import Input
import SessionFiles

extension LessonShelf {
  /// croute's lessons: the folder `tutorials` of the working folder or, on the way up from the program, of its clone.
  static let croute = LessonShelf {
    let manager = FileManager.default
    var folders = [manager.currentDirectoryPath + "/tutorials"]
    var folder = FilePlace.resolved("/proc/self/exe").map(FilePlace.folder) ?? "/"
    while folder != "/" {
      folders.append(folder + "/tutorials")
      folder = FilePlace.folder(of: folder)
    }
    for folder in folders {
      let names = FilePlace.names(in: folder).filter { $0.wholeMatch(of: /[0-9]{2}-[a-z0-9-]+\.md/) != nil }
      if !names.isEmpty { return names.map { folder + "/" + $0 } }
    }
    return []
  }
}
