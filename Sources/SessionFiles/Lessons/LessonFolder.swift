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

  /// Makes the folder, and copies what commands of the lesson name of the files below its own folder.
  ///
  /// With a file in a folder the small ones there go, too, such as the results beside samples.
  ///
  /// - Parameter words: the words of the commands, which may be paths or globs.
  func prepare(_ words: Set<String>) {
    FilePlace.makeFolder(of: path + "/.")
    for word in words where !word.hasPrefix("/") {
      let parts = word.split(separator: "/").filter { $0 != "." }
      guard let first = parts.first, !parts.contains(".."), first.contains(where: \.isLetter) else { continue }
      if parts.count > 1 { copy(String(first), upTo: 4_000_000) }
      var found = glob_t()
      glob(home + "/" + parts.joined(separator: "/"), 0, nil, &found)
      for index in 0..<Int(found.gl_pathc) {
        guard let match = found.gl_pathv[index].map({ String(cString: $0) }) else { continue }
        copy(String(match.dropFirst(home.count + 1)), upTo: SourceFile.limit)
      }
      globfree(&found)
    }
  }

  /// The folder that the lesson lies in.
  private var home: String { FilePlace.folder(of: lesson) }

  /// Copies a file, or the files of a folder up to a size each; none where they are too many, or too large together.
  private func copy(_ name: String, upTo limit: Int) {
    var (rest, files) = ([name], [String]())
    var (count, size) = (0, 0)
    while let name = rest.popLast() {
      var status = stat()
      // Links are followed in the folder, as when a session file is executed.
      guard let place = FilePlace.resolved(home + "/" + name), FilePlace.isUnder(home, place),
        stat(place, &status) == 0,
        !name.hasPrefix("."), !name.contains("/.")
      else { continue }
      count += 1
      if status.st_mode & S_IFMT == S_IFDIR {
        rest += FilePlace.names(in: home + "/" + name).map { name + "/" + $0 }
      } else if status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit, !name.hasSuffix(".md") {
        files.append(name)
        size += Int(status.st_size)
      }
      if count > 10_000 || size > SourceFile.limit { return }
    }
    for name in files {
      // What is somebody's progress in a lesson stays.
      guard LessonProgress(path: path + "/" + name) == nil, let bytes = try? SourceFile.bytes(of: home + "/" + name),
        (try? SourceFile.bytes(of: path + "/" + name)) != bytes
      else { continue }
      FilePlace.makeFolder(of: path + "/" + name)
      try? AtomicFile.write(bytes, to: path + "/" + name)
    }
  }
}
