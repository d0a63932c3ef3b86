import CrouteLanguage
import SessionFiles
import SessionTestSupport
import TestSupport

/// A made-up lesson in a folder, with what is kept of playing it.
struct PlayedLesson {
  let folder: TemporaryFolder
  var path: String { folder.path + "/sums.md" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(sessionText(LessonTests.text), to: "sums.md")
  }

  /// A session that keeps progress and a transcript.
  func interpreter() -> Interpreter {
    let interpreter = Interpreter()
    interpreter.stateFolder = folder.path + "/state"
    return interpreter
  }

  func learn(_ interpreter: Interpreter, _ options: String = "") throws -> String {
    try interpreter.output("learn \(path)\(options)")
  }

  var progress: LessonProgress? { LessonProgress(path: folder.path + "/state/learn/sums.json") }
}
