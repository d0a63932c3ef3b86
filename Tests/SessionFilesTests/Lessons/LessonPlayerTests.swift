import CrouteLanguage
import Foundation
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

@Suite struct LessonPlayerTests {
  private let folder: TemporaryFolder
  private var progress: LessonProgress? { LessonProgress(path: folder.path + "/state/learn/sums.json") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(sessionText(LessonTests.text), to: "sums.md")
  }

  /// A session at the commands of the lesson.
  private func session() throws -> Interpreter {
    let interpreter = Interpreter()
    interpreter.stateFolder = folder.path + "/state"
    try interpreter.output("learn \(folder.path)/sums.md --again\nnext")
    return interpreter
  }

  /// Who types the commands on offer need not run them again.
  @Test func whatWasTypedIsDone() throws {
    let typed = try session()
    try typed.output("echo between\necho 5")
    #expect(try typed.output("next").hasPrefix("\nexercise e1: 2 + 3?"))
    let other = try session()
    try other.output("echo 6")
    #expect(try other.output("next").hasPrefix("5\n"))
  }

  @Test func skippingLeavesCommandsAndExercises() throws {
    let interpreter = try session()
    #expect(try interpreter.output("skip").hasPrefix("\nexercise e1"))
    #expect(try interpreter.output("skip").hasPrefix("\nexercise e2"))
    #expect(progress?.outcomes == ["e1": .skipped] && progress?.position == 4)
    // An answer that comes later counts, and one that was right stays right.
    try interpreter.output("answer e1 5\nsolution e1")
    #expect(progress?.outcomes == ["e1": .right] && progress?.position == 4)
  }

  /// A lesson with another text is another lesson, also where it has as many steps.
  @Test(arguments: [LessonTests.text + "\nMore.\n", LessonTests.text.replacing("2 + 3", with: "4 + 1")])
  func aLessonThatChangedBeginsAnew(_ text: String) throws {
    _ = try session()
    try folder.write(sessionText(text), to: "sums.md")
    let interpreter = Interpreter()
    interpreter.stateFolder = folder.path + "/state"
    let text = try interpreter.output("learn \(folder.path)/sums.md")
    #expect(
      text.contains("note: the lesson has changed since; it starts over") && text.hasSuffix("Sums\n====\n"), "\(text)")
  }
}
