import CommandLanguage
import Glibc
import Input

/// How far somebody is in a lesson, kept in a file.
package struct LessonProgress: Sendable, Equatable {
  /// What became of an exercise.
  package enum Outcome: String, Sendable {
    case right, shown, skipped
    /// Answered, where the file does not know the answer.
    case noted
  }

  /// The number of steps that are done.
  package var position = 0
  /// The number of steps that there were.
  package var count = 0
  /// By the names of the exercises.
  package var outcomes: [String: Outcome] = [:]

  package init() {}

  /// The progress in a file; `nil` where there is none that can be read.
  package init?(path: String) {
    guard let bytes = try? SourceFile.bytes(of: path, upTo: 1_000_000),
      let json = try? JSONParser.parse(String(decoding: bytes, as: UTF8.self)),
      case .integer(let position)? = json["position"], case .integer(let count)? = json["count"], position >= 0
    else { return nil }
    self.position = min(position, count)
    self.count = count
    for member in json["exercises"]?.object ?? [] {
      outcomes[member.key] = member.value.string.flatMap(Outcome.init)
    }
  }

  /// The file's content.
  package var text: String {
    let exercises = outcomes.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value.rawValue)) }
    return JSONValue.object([
      .init("position", .integer(position)), .init("count", .integer(count)), .init("exercises", .object(exercises)),
    ]).text + "\n"
  }
}

/// The folder in which progress and transcripts of lessons are kept, and in which their commands are executed.
struct LessonFolder: Sendable {
  let path: String

  func progress(of lesson: String) -> LessonProgress? { LessonProgress(path: progressPath(of: lesson)) }
  func progressPath(of lesson: String) -> String { "\(path)/\(lesson).json" }
  func transcriptPath(of lesson: String) -> String { "\(path)/\(lesson).md" }

  /// Makes the folder, and copies the data that stand beside a lesson.
  func prepare(for lessonPath: String) {
    FilePlace.makeFolder(of: path + "/.")
    copy(FilePlace.folder(of: FilePlace.resolved(lessonPath) ?? lessonPath) + "/data", to: path + "/data")
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
