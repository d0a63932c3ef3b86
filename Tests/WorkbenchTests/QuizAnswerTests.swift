import CommandLanguage
import CrouteLanguage
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

  /// The search passes over the sets with gpt-4 and another model. The best of them has Yi-34B: with estimates .88849 and .36806 and
  /// deviations .28342 and .25838 Clark's formula gives E[max] = .90394, and less 90 (.00015855 + .0029894) that is .62063. Yi-34B
  /// alone has .88849 - 90 x .00015855 = .87422.
  @Test(arguments: ["cascade-routing", "cascade-routing+slow"])
  func whatTheSearchPassedOverIsWeighedToo(_ strategy: String) throws {
    let interpreter = Interpreter()
    try interpreter.output(
      "load sim:routerbench\npool mistral-7b,Yi,gpt-4\nfit quality noisy --ante 0.6 --post 0.3\nfit cost constant")
    let text = try interpreter.output("step sim.00011 \(strategy) --lambda 90 --quiz", answer: "gpt")
    let words = text.split { $0.isWhitespace }.joined(separator: " ")
    #expect(
      words.contains("tau of your choice is 0.6206, that of the strategy's 0.8742; yours loses 0.2536"), "\(text)")
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
