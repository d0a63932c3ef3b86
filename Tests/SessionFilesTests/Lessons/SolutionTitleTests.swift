import CrouteLanguage
import SessionFiles
import Testing

@Suite struct SolutionTitleTests {
  /// A lesson finds its solution, and the copy for students lacks it.
  @Test(arguments: [
    "e2", "Lösung zu 2", "Solución de e2:", "<b>Answer to e2</b>", "Lösung <code>2</code>.", "`e2`", "Answer to\ne2",
    "**e2**", "解答 2",
  ])
  func endsInTheNameOrTheNumber(_ title: String) throws {
    let file = try sessionFile(
      "'''exercise name=\"e2\" answer=\"7\"\n3 + 4?\n'''\n\n<details><summary>\(title)</summary>\n\nIt is 7.\n</details>\n"
    )
    #expect(try Lesson(file, name: "").unheld(outputs: [:]).isEmpty)
    #expect(try !file.studentCopy(in: Interpreter()).text.contains("7"))
  }

  /// Where a title ends in the name, what ends in the number is something else.
  @Test func theNameComesFirst() throws {
    let text = """
      '''exercise name="e2" answer="7"
      3 + 4?
      '''

      <details><summary>Table 2</summary>4 rows</details>

      <details><summary>Zu e2</summary>It is 7.</details>

      """
    let file = try sessionFile(text)
    #expect(try Lesson(file, name: "").unheld(outputs: [:]).isEmpty)
    let copy = try file.studentCopy(in: Interpreter()).text
    #expect(copy.contains("4 rows") && !copy.contains("It is 7"))
  }
}
