import CommandLanguage
import Glibc
import Input

/// The folder in which progress and transcripts of lessons are kept, and in which their commands are executed.
struct LessonFolder: Sendable {
  let path: String
  /// The file of the lesson, from the root.
  let lesson: String
  /// What the files of the lesson are called here: as its own, with a number behind it where another lesson's are.
  private let name: String

  /// - Parameters:
  ///   - path: the folder.
  ///   - lesson: the path of a lesson.
  init(_ path: String, for lesson: String) {
    self.path = path
    let place = FilePlace.resolved(lesson) ?? lesson
    self.lesson = place
    let stem = LessonShelf.name(of: lesson)
    var (name, number) = (stem, 1)
    while let other = LessonProgress(path: "\(path)/\(name).json"), other.file != place, !other.file.isEmpty {
      number += 1
      name = "\(stem)-\(number)"
    }
    self.name = name
  }

  var progress: LessonProgress? { LessonProgress(path: progressPath) }
  var progressPath: String { "\(path)/\(name).json" }
  var transcriptPath: String { "\(path)/\(name).md" }

  /// Makes the folder, and copies the data that stand beside the lesson.
  func prepare() {
    FilePlace.makeFolder(of: path + "/.")
    copy(FilePlace.folder(of: lesson) + "/data", to: path + "/data")
  }

  /// Copies a folder of small files; what cannot be read is left out.
  private func copy(_ source: String, to target: String) {
    for name in FilePlace.names(in: source) where !name.hasPrefix(".") {
      let (from, to) = (source + "/" + name, target + "/" + name)
      var status = stat()
      guard lstat(from, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        copy(from, to: to)
      } else if status.st_mode & S_IFMT == S_IFREG, status.st_size <= 4_000_000,
        let bytes = try? SourceFile.bytes(of: from)
      {
        FilePlace.makeFolder(of: to)
        try? AtomicFile.write(bytes, to: to)
      }
    }
  }
}
