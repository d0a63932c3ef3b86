import CrouteLanguage
import Foundation
import SessionFiles
import SessionTestSupport
import Testing

/// A made-up lesson, killed on the way and taken up again.
@Suite struct LessonStartTests {
  private let lesson: PlayedLesson

  init() throws { lesson = try PlayedLesson() }

  /// Another process goes on where the first was killed: the session is the same, and the transcript passes.
  @Test func takenUpAgain() throws {
    let first = lesson.interpreter()
    _ = try lesson.learn(first)
    _ = try first.output("next\nlet x 7\nnext\nanswer 5")
    let second = lesson.interpreter()
    let again = try lesson.learn(second)
    #expect(
      again.contains("going on with sums after step 4 of 6")
        && again.hasSuffix("exercise e2: 3 + 4?\none of: seven, eight\n(answer e2 …, or: hint, solution, skip)\n"),
      "\(again)")
    #expect(try second.output("echo $x") == "7\n" && second.output("set seed") == "seed is 3\n")
    _ = try second.output("answer seven\nnext")
    #expect(lesson.progress?.outcomes == ["e1": .right, "e2": .right])
    let verdict = SessionCheck().verdict(on: lesson.folder.path + "/state/learn/sums.md")
    #expect(verdict.exitCode == 0, "\(verdict.text)")
    let transcript = try String(contentsOfFile: lesson.folder.path + "/state/learn/sums.md", encoding: .utf8)
    #expect(transcript.contains("let x 7") && transcript.contains("answer e2 seven") && transcript.contains("echo 5"))
  }

  @Test func nothingIsKeptWhereNothingIsToBe() throws {
    let session = Interpreter()
    #expect(try lesson.learn(session).contains("Sums"))
    _ = try session.output("next\nnext")
    #expect(!FileManager.default.fileExists(atPath: lesson.folder.path + "/state"))
  }
}
