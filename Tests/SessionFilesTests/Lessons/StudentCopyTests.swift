import CrouteLanguage
import Foundation
import SessionFiles
import TestSupport
import Testing

@Suite struct StudentCopyTests {
  private func copy(_ text: String, _ parameters: Parameters = Parameters()) throws -> String {
    try sessionFile(text).studentCopy(parameters, in: Interpreter()).text
  }

  @Test func solutionsAndAnswersAreLeftOut() throws {
    let text = try copy(LessonTests.text)
    #expect(
      text
        == sessionText(
          """
          ---
          croute: {format: 1, seed: 3}
          ---
          # Sums

          First add.

          '''croute name="add"
          echo 5
          '''

          '''exercise name="e1" hint="count"
          2 + 3?
          '''

          '''exercise name="e2" choices=["seven","eight"]
          3 + 4?
          '''

          The end.

          """))
    // It is a session file again, whose exercises are open; nothing is left to leave out.
    #expect(try SessionFile(text).exercises().allSatisfy { $0.expected == .open })
    #expect(try SessionFile(text).studentCopy(in: Interpreter()).text == text)
  }

  @Test func whatIsNoSolutionStays() throws {
    let aside = "<details>\n<summary>An aside</summary>\nmore\n</details>\n"
    #expect(try copy(aside) == aside)
    #expect(try copy("a\n\n" + aside.replacing("An aside", with: "Solution 1")) == "a\n\n")
    let shown = "'''text\n<details>\n'''\n"
    #expect(try copy(shown) == sessionText(shown))
  }

  /// The student's own data: the values stand in the file.
  @Test func parametersAreSet() throws {
    var parameters = Parameters()
    _ = parameters.take("sid=7")
    let text = "'''croute tags=[\"parameters\"]\nlet sid 0\n'''\n"
    #expect(try copy(text, parameters) == sessionText("'''croute tags=[\"parameters\"]\nlet sid 0\nlet sid 7\n'''\n"))
  }

  /// An exported notebook is the copy's, and comes back as such.
  @Test func thereAndBack() throws {
    let folder = try TemporaryFolder()
    try folder.write(sessionText(LessonTests.text), to: "f.md")
    let notebook = try NotebookExport.notebook(of: folder.path + "/f.md", form: .init(isForStudents: true)) {
      Interpreter()
    }
    let whole = try NotebookExport.notebook(of: folder.path + "/f.md") { Interpreter() }
    #expect(whole.contains("learn f --exercises") && !notebook.contains("--exercises"))
    #expect(!notebook.contains("seven\\n") && !notebook.contains("solution") && !notebook.contains("answer="))
    #expect(try NotebookImport.sessionFile(of: Array(notebook.utf8), path: "n") == (try copy(LessonTests.text)))
  }

  /// Whatever the tags share their lines with, the solution goes, and it alone.
  @Test(arguments: [
    ("<details><summary>Answer 1</summary>\n\nIt is 5.\n\n</details>\n", ""),
    ("<details open>\n<summary>Answer 1</summary>\n\nIt is 5.\n</details>\n", ""),
    ("- <details>\n  <summary>Answer 1</summary>\n  It is 5.\n  </details>\n", ""),
    ("> <details><summary>Answer 1</summary>It is 5.</details>\n", ""),
    ("<details>\n<summary>Answer 1</summary>\nIt is 5.</details>\n", ""),
    ("<details>\n<summary>Answer 1</summary>\n<details>5</details>5\n</details> Go on.\n", " Go on.\n"),
    ("Stuck? <details><summary>Answer 1</summary>\nIt is 5.</details>\n", "Stuck?\n"),
    ("<details>\n<summary>Answer 1</summary>\n\n'''text\n</details>\n'''\nIt is 5.\n</details>\n", ""),
    (
      "<details>\n<summary>More</summary>\n<details><summary>Answer</summary>5</details>\n</details>\n",
      "<details>\n<summary>More</summary>\n</details>\n"
    ),
    ("<details>\n<summary>Answer 1</summary>\n\n'''croute\necho 5\n'''\n\nIt is 5.</details>\n", ""),
  ]) func nothingElseGoes(_ solution: String, _ rest: String) throws {
    #expect(try copy("a\n\n\(solution)\nb\n") == (rest.isEmpty ? "a\n\nb\n" : "a\n\n\(rest)\nb\n"))
  }
}
