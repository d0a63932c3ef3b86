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
}
