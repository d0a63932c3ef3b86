import CommandLanguage
import CrouteLanguage
import SessionTestSupport
import Testing

@Suite struct LearnCommandsTests {
  /// Without a lesson answers are noted, in Jupyter as in recordings.
  @Test func answersWithoutALesson() throws {
    #expect(try Interpreter().output("answer e1 5") == "noted: e1 is 5\n")
    let (session, lesson) = (Interpreter(), try PlayedLesson())
    #expect(try lesson.learn(session, " --exercises") == "" && session.emptyLine == nil)
    #expect(try session.output("answer e1 5") == "right: e1 is 5\n")
    #expect(try session.output("hint e1") == "count\n")
    #expect(throws: Diagnostic.self) { try session.output("answer e9 5") }
    #expect(throws: Diagnostic.self) { try Interpreter().output("next") }
    #expect(throws: Diagnostic.self) { try session.output("hint") }
  }

  /// A name without a value, and a name that no exercise has, are mistakes and no answers to the exercise that is asked.
  @Test(arguments: [
    ("answer e1", "the answer of e1 is missing: answer e1 …", nil),
    ("answer e2", "the answer of e2 is missing: answer e2 …", nil),
    ("answer e7 3", "unknown exercise 'e7'", "did you mean 'e1'?"),
    ("answer E2 seven", "unknown exercise 'E2'", "did you mean 'e2'?"),
  ])
  func namesAreNoAnswers(_ command: String, _ message: String, _ suggestion: String?) throws {
    let lesson = try PlayedLesson()
    for text in [LessonTests.text, try sessionFile(LessonTests.text).studentCopy(in: Interpreter()).text] {
      try lesson.folder.write(sessionText(text), to: "sums.md")
      let session = lesson.interpreter()
      _ = try lesson.learn(session, " --again")
      _ = try session.output("next\nnext")
      let mistake = try #require(throws: Diagnostic.self) { try session.output(command) }
      #expect(mistake.message == message && mistake.suggestion == suggestion, "\(mistake.text)")
      #expect(lesson.progress?.outcomes == [:] && lesson.progress?.position == 3)
      // What is no name is the answer, and so is what stands in quotes.
      for answer in ["11 apples", "'e7 3'"] { _ = try session.output("answer \(answer)") }
    }
  }
}
