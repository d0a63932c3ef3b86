import CommandLanguage
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
  /// The number of steps that there are.
  package var count = 0
  /// The file of the lesson, from the root.
  package var file = ""
  /// The SHA-256 of its text.
  package var digest = ""
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
    file = json["file"]?.string ?? ""
    digest = json["sha256"]?.string ?? ""
    for member in json["exercises"]?.object ?? [] {
      outcomes[member.key] = member.value.string.flatMap(Outcome.init)
    }
  }

  /// The file's content.
  package var text: String {
    let exercises = outcomes.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value.rawValue)) }
    return JSONValue.object([
      .init("file", .string(file)), .init("sha256", .string(digest)), .init("position", .integer(position)),
      .init("count", .integer(count)), .init("exercises", .object(exercises)),
    ]).text + "\n"
  }
}
