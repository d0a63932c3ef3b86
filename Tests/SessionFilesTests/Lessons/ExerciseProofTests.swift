import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct ExerciseProofTests {
  @Test func numbersWordsAndSets() throws {
    func isProven(_ answer: String, _ text: String) throws -> Bool {
      let file = try sessionFile("'''exercise name=\"a\" answer=\(answer)\n?\n'''\n")
      return try #require(try file.exercises().first).isProven(by: text)
    }
    #expect(try isProven("\"202.6\"", "202.6   2485  Yi-34B") && !isProven("\"202.6\"", "2026"))
    #expect(try isProven("\"0.83\" tol=\"0.01\"", "x -0.83 [-1.36, -0.27]"))
    #expect(try isProven("\"11947\"", "measured on 11,947 queries"))
    #expect(try isProven("\"Worse\"", "It is worse.") && !isProven("\"better\"", "It is worse."))
    #expect(try isProven("[\"a-1\",\"b-2\"]", "b-2\na-1") && !isProven("[\"a-1\",\"c\"]", "a-1"))
  }

  private func verdict(_ text: String) throws -> SessionCheck.Verdict {
    let folder = try TemporaryFolder()
    try folder.write(sessionText(text), to: "f.md")
    let verdict = SessionCheck().verdict(on: folder.path + "/f.md")
    return .init(text: verdict.text.replacing(folder.path + "/", with: ""), exitCode: verdict.exitCode)
  }

  /// What a solution does not bear out is no answer.
  @Test func checkHoldsAnswersAgainstSolutions() throws {
    let text = """
      '''exercise name="e1" answer="7" proof="sum"
      3 + 4?
      '''

      '''exercise name="e2" answer="blue"
      Which?
      '''

      <details>
      <summary>Answer to exercise 1</summary>

      '''croute name="sum"
      echo it is 7
      '''
      '''output
      it is 7
      '''

      </details>

      <details>
      <summary>Answer to exercise 2</summary>

      It is blue.

      </details>

      """
    #expect(try verdict(text) == .init(text: "f.md: 1 output and 2 exercises as expected\n", exitCode: 0))
    let wrong = text.replacing("answer=\"7\"", with: "answer=\"8\"").replacing("It is blue.", with: "It is red.")
    #expect(
      try verdict(wrong)
        == .init(
          text: """
            f.md:1: the answer of exercise e1, 8, is not in the output of 'sum'
            f.md:5: the answer of exercise e2, blue, is not in its solution

            """, exitCode: 1))
  }
}
