import CommandLanguage
import CrouteLanguage
import Display
import Foundation
import SessionFiles
import SessionTestSupport
import TestSupport
import Testing

/// A made-up lesson, played to its end, killed on the way and taken up again.
@Suite struct LearnCommandsTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/sums.md" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(sessionText(LessonTests.text), to: "sums.md")
  }

  private func interpreter() -> Interpreter {
    let interpreter = Interpreter()
    interpreter.stateFolder = folder.path + "/state"
    return interpreter
  }

  private func learn(_ interpreter: Interpreter, _ options: String = "") throws -> String {
    try interpreter.output("learn \(path)\(options)")
  }

  private var progress: LessonProgress? { LessonProgress(path: folder.path + "/state/learn/sums.json") }

  @Test func aParagraphAtATime() throws {
    let session = interpreter()
    #expect(try learn(session).hasSuffix("\nSums\n====\n"))
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
    #expect(progress?.outcomes == ["e1": .right, "e2": .shown] && progress?.position == 6)
  }

  /// Another process goes on where the first was killed: the session is the same, and the transcript passes.
  @Test func takenUpAgain() throws {
    let first = interpreter()
    _ = try learn(first)
    _ = try first.output("next\nlet x 7\nnext\nanswer 5")
    let second = interpreter()
    let again = try learn(second)
    #expect(
      again.contains("going on with sums after step 4 of 6")
        && again.hasSuffix("exercise e2: 3 + 4?\none of: seven, eight\n(answer e2 …, or: hint, solution, skip)\n"),
      "\(again)")
    #expect(try second.output("echo $x") == "7\n" && second.output("set seed") == "seed is 3\n")
    _ = try second.output("answer seven\nnext")
    #expect(progress?.outcomes == ["e1": .right, "e2": .right])
    let verdict = SessionCheck().verdict(on: folder.path + "/state/learn/sums.md")
    #expect(verdict.exitCode == 0, "\(verdict.text)")
    let transcript = try String(contentsOfFile: folder.path + "/state/learn/sums.md", encoding: .utf8)
    #expect(transcript.contains("let x 7") && transcript.contains("answer seven") && transcript.contains("echo 5"))
  }

  @Test func nothingIsKeptWhereNothingIsToBe() throws {
    let session = Interpreter()
    #expect(try learn(session).contains("Sums"))
    _ = try session.output("next\nnext")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state"))
  }

  /// Without a lesson answers are noted, in Jupyter as in recordings.
  @Test func answersWithoutALesson() throws {
    #expect(try Interpreter().output("answer e1 5") == "noted: e1 is 5\n")
    let session = Interpreter()
    #expect(try learn(session, " --exercises") == "" && session.emptyLine == nil)
    #expect(try session.output("answer e1 5") == "right: e1 is 5\n")
    #expect(try session.output("hint e1") == "count\n")
    #expect(throws: Diagnostic.self) { try session.output("answer e9 5") }
    #expect(throws: Diagnostic.self) { try Interpreter().output("next") }
    #expect(throws: Diagnostic.self) { try session.output("hint") }
  }
}
