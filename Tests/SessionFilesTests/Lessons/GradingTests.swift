import CommandLanguage
import CrouteLanguage
import Foundation
import Input
import SessionFiles
import TestSupport
import Testing

@Suite struct GradingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ name: String, _ text: String) throws -> String {
    try folder.write(sessionText(text), to: name)
    return folder.path + "/" + name
  }

  private func grading(_ key: String) throws -> Grading {
    try Grading(key: try file("key.md", key)) { Interpreter() }
  }

  private let key = """
    '''exercise name="e1" answer="5" tol="0.1"
    ?
    '''

    '''exercise name="e2" answer=["a","b"] points=2
    ?
    '''

    """

  /// Good, partial, empty.
  @Test func threeSubmissions() throws {
    var grading = try grading(key)
    let good = try file("good.md", "'''croute\nanswer e1 4\nanswer e1 5.05\n'''\n\n'''croute\nanswer e2 'b' a\n'''\n")
    let partial = try file("partial.md", "'''croute\nanswer e1 6\nanswer e2 a,b\n'''\n")
    let empty = try file("empty.md", "nothing\n")
    let rows = try [good, partial, empty].map { ($0, try grading.points(of: $0)) }
    #expect(rows.map(\.1) == [[1, 2], [0, 2], [0, 0]])
    let lines = grading.table(rows.map { (String($0.0.split(separator: "/").last ?? ""), $0.1) }).csv.split(
      separator: "\n")
    #expect(lines == ["submission,e1,e2,points,of", "good.md,1,2,3,3", "partial.md,0,2,2,3", "empty.md,0,0,0,3"])
  }

  /// A notebook's cells count, those that an export made among them.
  @Test func aNotebook() throws {
    var grading = try grading(key)
    let notebook = NotebookExport.text(of: try sessionFile("'''croute\nanswer e1 5\n'''\n"), in: Interpreter())
    try folder.write(notebook, to: "n.ipynb")
    let points = try grading.points(of: folder.path + "/n.ipynb")
    #expect(points == [1, 0])
  }

  /// Each student has other data, and the answers follow.
  @Test func computedAnswersFollowParameters() throws {
    var grading = try grading(
      """
      '''croute tags=["parameters"]
      let sid 1
      '''

      '''croute
      load sim:routerbench --queries 40 --seed $sid
      '''

      '''exercise name="e1" answer="= SELECT 10 * $sid" tol="0"
      ?
      '''

      """)
    func submission(_ sid: Int, _ answer: Int) throws -> String {
      try file("s.md", "'''croute tags=[\"parameters\"]\nlet sid \(sid)\n'''\n\n'''croute\nanswer e1 \(answer)\n'''\n")
    }
    let points = try [(7, 70), (7, 10), (1, 10)].map { try grading.points(of: try submission($0, $1)) }
    #expect(points == [[1], [0], [1]])
    let mistake = try #require(throws: Diagnostic.self) {
      try grading.points(of: try file("s.md", "'''croute\nlet sid abc\n'''\n"))
    }
    #expect(
      mistake.message
        == "\(folder.path)/s.md: with its sid abc the key fails at \(folder.path)/key.md:6: --seed is 'abc', expected a whole number from 0"
    )
  }

  @Test func whatCannotBeMarked() throws {
    #expect(throws: Diagnostic.self) { try grading("prose\n") }
    #expect(throws: Diagnostic.self) { try grading("'''exercise name=\"e1\"\n?\n'''\n") }
    let broken = try file("broken.md", "'''croute\n")
    let notebooks = try [
      "{\"cells\": 3}", "{\"cells\": []}", "{\"nbformat\": 4}", "[]",
      "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\"}]}",
    ]
    .enumerated().map { try file("\($0).ipynb", $1) }
    for path in [folder.path + "/nobody.md", broken] + notebooks {
      #expect(throws: Diagnostic.self) {
        var marking = try grading(key)
        _ = try marking.points(of: path)
      }
    }
  }

  /// The value of a variable is the answer, in quotes or not; a name without a value answers nothing.
  @Test func answersThroughVariables() throws {
    var grading = try grading(key)
    let good = try file(
      "good.md", "'''croute\nlet x 5\n'''\n\n'''croute\nlet y $x\nanswer e1 \"$y\"\nanswer 'e2' a b\n'''\n")
    let bad = try file("bad.md", "'''croute\nanswer e1 $x\nanswer e2 '$x'\n'''\n")
    let points = try [good, bad].map { try grading.points(of: $0) }
    #expect(points == [[1, 2], [0, 0]])
  }

  /// What the prompt called right is right in the transcript that it keeps.
  @Test func theTranscriptOfALesson() throws {
    let lesson = try PlayedLesson()
    let session = lesson.interpreter()
    _ = try lesson.learn(session)
    _ = try session.output("let x 5\nnext\nnext\nanswer $x\nanswer seven")
    var grading = try Grading(key: lesson.path) { Interpreter() }
    let points = try grading.points(of: lesson.folder.path + "/state/learn/sums.md")
    #expect(points == [1, 1])
    let verdict = SessionCheck().verdict(on: lesson.folder.path + "/state/learn/sums.md")
    #expect(verdict.exitCode == 0, "\(verdict.text)")
  }
}
