import CommandLanguage
import CrouteTestSupport
import SessionTestSupport
import Testing
import Workbench

@Suite struct QuizAnswerTests {
  private func text(_ command: String, answer: String) throws -> String {
    try TwoModelTraces.interpreter(sigma: "0.2,0.3").output(command + " --quiz", answer: answer)
  }

  @Test func theLossIsTheDifferenceOfTau() throws {
    // At lambda .05: small .5 - .05 = .45, large .8 - .2 = .6.
    let text = try text("step c routing --lambda 0.05", answer: "small")
    #expect(
      text.contains(
        "the strategy decides otherwise: tau of your choice is 0.4500, that of the\nstrategy's 0.6000; yours loses 0.1500"
      ),
      "\(text)")
    #expect(text.contains("you agreed with the strategy in 0 of 1 decisions"))
  }

  /// What names no model is asked again and counts as nothing.
  @Test(arguments: ["dunno", "l"]) func whatIsNoAnswerDoesNotCount(_ answer: String) throws {
    let text = try text("step c routing --lambda 0.05", answer: answer)
    let mistake =
      answer == "l" ? "'l' could be any of these: small, large; or stop" : "no model is called 'dunno': small"
    #expect(text.contains(mistake) && !text.contains("you agreed"), "\(text)")
    #expect(!(try self.text("step c routing --lambda 0.05", answer: " ")).contains("you agreed"))
  }

  @Test func somebodyHasToAnswer() throws {
    #expect(
      try text("step c routing --lambda 0.05", answer: "stop").contains("nothing has run, so no model would answer"))
  }
}
