import CommandLanguage
import CrouteLanguage
import SessionFiles
import SessionTestSupport
import Testing

/// A made-up lesson, played to its end.
@Suite struct LessonStepsTests {
  private let lesson: PlayedLesson

  init() throws { lesson = try PlayedLesson() }

  @Test func aParagraphAtATime() throws {
    let session = lesson.interpreter()
    #expect(try lesson.learn(session).hasSuffix("\nSums\n====\n"))
    #expect(session.emptyLine == "next")
    #expect(try session.output("next") == "First add.\n\ncroute> echo 5\n(Return runs it)\n")
    #expect(
      try session.output("next")
        == "5\n\nexercise e1: 2 + 3?\n(answer e1 …, or: hint, solution, skip)\n")
    #expect(try session.output("next") == "answer e1 with `answer e1 …`, or: hint, solution, skip\n")
    #expect(try session.output("echo something else") == "something else\n")
    let mistake = try #require(throws: Diagnostic.self) { try session.output("5") }
    #expect(mistake.message == "unknown command '5'" && mistake.suggestion == "to answer the exercise: answer 5")
    #expect(try session.output("answer e1 6") == "no: too large (`hint` helps)\n")
    #expect(try session.output("answer five") == "the answer is a number\n")
    #expect(try session.output("hint") == "count\n")
    #expect(
      try session.output("answer 5")
        == "right: e1 is 5\n\nexercise e2: 3 + 4?\none of: seven, eight\n(answer e2 …, or: hint, solution, skip)\n")
    #expect(try session.output("answer e2 eight") == "no\n")
    #expect(try session.output("solution") == "solution of e2\nseven\n")
    let end = try session.output("next")
    #expect(
      end.hasPrefix("The end.\n\nthe end of sums: 1 of 2 exercises right\ntranscript: ") && session.emptyLine == nil)
    #expect(lesson.progress?.outcomes == ["e1": .right, "e2": .shown] && lesson.progress?.position == 6)
  }

  /// In a copy for students nobody knows the answers: what is answered is done.
  @Test func openExercises() throws {
    try lesson.folder.write(
      try sessionFile(LessonTests.text).studentCopy(in: Interpreter()).text, to: "sums.md")
    let session = lesson.interpreter()
    _ = try lesson.learn(session)
    _ = try session.output("next\nnext")
    #expect(
      try session.output("answer 5")
        == "noted: this file does not hold the answer\n\nexercise e2: 3 + 4?\none of: seven, eight\n(answer e2 …, or: hint, solution, skip)\n"
    )
    _ = try session.output("answer e2 seven")
    #expect(
      try session.output("next").hasPrefix("The end.\n\nthe end of sums: 2 of 2 open exercises answered\ntranscript: "))
    #expect(lesson.progress?.outcomes == ["e1": .noted, "e2": .noted] && lesson.progress?.position == 6)
  }
}
