import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct ExerciseProofTests {
  private func exercise(_ attributes: String) throws -> Exercise {
    try #require(try sessionFile("'''exercise name=\"a\" \(attributes)\n?\n'''\n").exercises().first)
  }

  @Test(arguments: [
    // 9.96 is near enough to 10.01 to be marked right, but it is not 10.01.
    ("answer=\"10.01\" tol=\"0.1\"", "9.96", false), ("answer=\"10.01\" tol=\"0.1\"", "10.0149", true),
    ("answer=\"2485\" tol=\"1%\"", "2485.3", true), ("answer=\"-0.83\"", "0.83", false),
    // Rounded it is 1, but 1.4 is too far off to be marked right.
    ("answer=\"1\" tol=\"0.1\"", "1.4", false),
    ("answer=\"blue\" choices=[\"red\",\"blue\"]", "blue", true),
    ("answer=\"blue\" choices=[\"red\",\"blue\"]", "red", false),
    ("answer=[\"a\",\"b\"]", "b,a", true), ("answer=[\"a\",\"b\"]", "a,b,c", false),
    ("answer=[\"a\",\"b\"]", "a", false),
  ]) func aProofIsTheAnswer(_ attributes: String, _ value: String, _ isProven: Bool) throws {
    #expect(try exercise(attributes).isProven(by: value) == isProven)
  }

  @Test(arguments: [
    ("answer=\"202.6\"", "202.6   2485  Yi-34B", true), ("answer=\"202.6\"", "2026", false),
    ("answer=\"0.83\" tol=\"0.01\"", "x -0.83 [-1.36, -0.27]", true),
    ("answer=\"11947\"", "measured on 11,947 queries", true),
    ("answer=\"Worse\"", "It is worse.", true), ("answer=\"better\"", "It is worse.", false),
    ("answer=[\"a-1\",\"b-2\"]", "b-2\na-1", true), ("answer=[\"a-1\",\"c\"]", "a-1", false),
    // Of words to choose from a text that names all of them bears out the first.
    ("answer=\"worse\" choices=[\"better\",\"worse\"]", "Worse: it is no better.", true),
    ("answer=\"better\" choices=[\"better\",\"worse\"]", "Worse: it is no better.", false),
    ("answer=\"cascade\" choices=[\"cascade\",\"cascade-routing\"]", "cascade-routing", false),
  ]) func aSolutionHoldsTheAnswer(_ attributes: String, _ text: String, _ isHeld: Bool) throws {
    #expect(try exercise(attributes).isHeld(by: text) == isHeld)
  }

  private func verdict(_ text: String) throws -> SessionCheck.Verdict {
    let folder = try TemporaryFolder()
    try folder.write(sessionText(text), to: "f.md")
    let verdict = SessionCheck().verdict(on: folder.path + "/f.md")
    return .init(text: verdict.text.replacing(folder.path + "/", with: ""), exitCode: verdict.exitCode)
  }

  /// A proof asks the session where the solution ends: a name among others in a table does not count, nor does what comes later.
  @Test func checkHoldsAnswersAgainstTheSession() throws {
    let text = """
      '''exercise name="e1" answer="gpt-4" choices=["gpt-4","Yi-34B"] proof="= SELECT model FROM models ORDER BY cost DESC"
      Which is the most expensive?
      '''

      '''exercise name="e2" answer="blue"
      Which colour?
      '''

      '''croute name="load"
      load sim:routerbench --queries 40
      pool Yi-34B,gpt-4
      '''
      '''output
      ...
      '''

      <details>
      <summary>Answer to exercise 1</summary>

      '''croute
      describe
      '''

      </details>

      <details>
      <summary>Answer to exercise 2</summary>

      It is blue.

      </details>

      '''croute
      pool Yi-34B,mistral-7b
      '''

      """
    #expect(try verdict(text) == .init(text: "f.md: 1 output and 2 exercises as expected\n", exitCode: 0))
    let wrong = text.replacing("answer=\"gpt-4\"", with: "answer=\"Yi-34B\"").replacing(
      "It is blue.", with: "It is red.")
    #expect(
      try verdict(wrong)
        == .init(
          text: """
            f.md:1: the answer of exercise e1, Yi-34B, is not what its proof gives: gpt-4
            f.md:5: the answer of exercise e2, blue, is not in its solution

            """, exitCode: 1))
    let empty = try verdict(text.replacing("cost DESC", with: "cost DESC LIMIT 0"))
    #expect(empty.text.contains("e1, gpt-4, is not what its proof gives: no value") && empty.exitCode == 1)
    let failing = try verdict(text.replacing("SELECT model FROM models", with: "SELECT colour FROM models"))
    #expect(failing.text.contains("e1, gpt-4, is not proven: its proof fails\n") && failing.exitCode == 1)
  }

  /// There is something to compare on a page with exercises alone.
  @Test func aPageOfExercises() throws {
    let text = """
      '''exercise name="e1" answer="5" proof="= SELECT 2 + 3"
      2 + 3?
      '''

      """
    #expect(try verdict(text) == .init(text: "f.md: 0 outputs and 1 exercise as expected\n", exitCode: 0))
  }

  @Test func checkSaysThatThereIsNoSolution() throws {
    func text(_ title: String) -> String {
      "'''exercise name=\"n2\" answer=\"5\"\n?\n'''\n\n<details>\n<summary>\(title)</summary>\nIt is 5.\n</details>\n"
    }
    #expect(
      try verdict(text("Solution of exercise 1"))
        == .init(
          text: "f.md:1: the answer of exercise n2, 5, has no solution: no <summary> ends in n2 or 2\n", exitCode: 1))
    #expect(try verdict(text("Solution of n2")).exitCode == 0)
  }
}
