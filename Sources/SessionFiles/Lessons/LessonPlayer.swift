import CommandLanguage
import Display
import Input

/// A lesson being played in a session.
package final class LessonPlayer: SessionGuide {
  package let lesson: Lesson
  /// How far it is.
  package private(set) var progress: LessonProgress
  /// Where progress is kept; `nil` where it is not.
  let folder: LessonFolder?
  /// How many entries of the transcript are older than the lesson.
  package let start: Int
  /// Whether the current step, commands or an exercise, is on offer.
  private(set) var isOffered = false
  /// How many commands of the session had been executed when the current step was offered.
  private var offeredAfter = 0

  init(_ lesson: Lesson, progress: LessonProgress?, folder: LessonFolder?, start: Int) {
    self.lesson = lesson
    self.folder = folder
    self.start = start
    self.progress = progress ?? LessonProgress()
    self.progress.count = lesson.steps.count
    self.progress.digest = lesson.digest
    if let folder { self.progress.file = folder.lesson }
  }

  package var emptyLine: String? { isAtEnd ? nil : "next" }

  package func advice(on statement: String) -> String? {
    guard isOffered, case .exercise? = step else { return nil }
    return "to answer the exercise: answer \(statement)"
  }

  /// The step that comes next; `nil` at the end.
  var step: Lesson.Step? { isAtEnd ? nil : lesson.steps[progress.position] }
  var isAtEnd: Bool { progress.position >= lesson.steps.count }

  /// The exercise that is being asked, or the one of that name.
  func exercise(named name: String? = nil) -> (exercise: Exercise, solution: Lesson.Solution?)? {
    if name == nil, case .exercise(let exercise, let solution)? = step { return (exercise, solution) }
    for case .exercise(let exercise, let solution) in lesson.steps where exercise.name == name {
      return (exercise, solution)
    }
    return nil
  }

  /// Goes on to the next step.
  func advance() {
    progress.position += 1
    isOffered = false
  }

  /// Notes that the current step was offered.
  ///
  /// - Parameter count: how many commands were executed before.
  func offer(after count: Int) {
    if !isOffered { offeredAfter = count }
    isOffered = true
  }

  /// Whether all of the statements were typed since the step was offered.
  func wereTyped(_ statements: [String], in history: [String]) -> Bool {
    guard isOffered, !statements.isEmpty else { return false }
    var rest = statements[...]
    for line in history.dropFirst(offeredAfter) where line == rest.first { rest.removeFirst() }
    return rest.isEmpty
  }

  /// Notes what became of an exercise; right stays right.
  func note(_ outcome: LessonProgress.Outcome, of exercise: String) {
    if progress.outcomes[exercise] != .right { progress.outcomes[exercise] = outcome }
  }

  /// Keeps transcript and progress, in this order: a command that is lost is executed again.
  package func note(_ transcript: Transcript) {
    guard let folder else { return }
    let text = transcript.sessionFile(from: start, in: folder.path, followsFolders: false)
    try? AtomicFile.write(text.utf8, to: folder.transcriptPath, mode: 0o600)
    try? AtomicFile.write(progress.text.utf8, to: folder.progressPath, mode: 0o600)
  }
}
