import CommandLanguage
import SessionFiles
import Testing

@Suite struct ExerciseReaderTests {
  private func mistake(_ text: String) throws -> String? {
    do {
      _ = try sessionFile(text).exercises()
      return nil
    } catch let error as LocatedError {
      let diagnostic = Diagnostic(error, in: Source(sessionText(text), name: "f.md"))
      return "\(diagnostic.location?.line ?? 0): \(diagnostic.message)"
    }
  }

  @Test func allThatCanBeSaid() throws {
    let text = """
      # A

      '''croute name="c"
      echo 5
      '''

      '''exercise name="2.b" answer=5 tol="1%" hint="h" slips={"6":"s"} proof="= 2 + 3" points=2
      What
      is it?
      '''

      """
    let exercise = try #require(try sessionFile(text).exercises().first)
    #expect(
      exercise.name == "2.b" && exercise.question == "What\nis it?" && exercise.hint == "h" && exercise.points == 2)
    #expect(exercise.expected == .number(5, tolerance: 0.05) && exercise.proof == "2 + 3" && exercise.line == 7)
    #expect(exercise.slips.map(\.answer) == ["6"] && exercise.slips.map(\.text) == ["s"])
    // A block of an exercise is prose to those who know nothing of it.
    #expect(try sessionFile(text).text == sessionText(text))
  }

  @Test(arguments: [
    ("answer=\"1\"", "1: found an exercise without name, expected name=\"e1\": letters, digits, '.', '_' and '-'"),
    ("name=\"a b\" answer=\"1\"", "1: name is '\"a b\"', expected name=\"e1\": letters, digits, '.', '_' and '-'"),
    ("name=\"a\" answr=\"1\"", "1: unknown attribute 'answr'"),
    ("name=\"a\" answer=\"1\" answer=\"1\"", "1: found a second answer, expected each attribute once"),
    (
      "name=\"a\" answer=\"1\" tol=\"much\"",
      "1: tol is '\"much\"', expected a share such as \"1%\", or a number from 0"
    ),
    ("name=\"a\" answer=\"c\" choices=[\"a\",\"b\"]", "1: answer is '\"c\"', expected one of the choices"),
    ("name=\"a\" answer=\"1\" points=0", "1: points is '0', expected a number above 0"),
    (
      "name=\"a\" answer=\"1\" proof=\"c\"",
      "1: proof is '\"c\"', expected \"= \" and what the session computes as the answer"
    ),
  ]) func mistakes(_ attributes: String, _ message: String) throws {
    #expect(try mistake("'''exercise \(attributes)\n?\n'''\n")?.hasPrefix(message) == true)
  }

  @Test func namesAreUsedOnce() throws {
    let block = "'''exercise name=\"a\" answer=\"1\"\n?\n'''\n"
    #expect(try mistake(block + "\n" + block) == "5: found a second exercise a, expected each name once")
  }

  @Test func withoutAnAnswerItIsOpen() throws {
    #expect(try sessionFile("'''exercise name=\"a\"\n?\n'''\n").exercises().first?.expected == .open)
  }
}
