import SessionFiles
import Testing

@Suite struct LessonTests {
  static let text = """
    ---
    croute: {format: 1, seed: 3}
    ---
    # Sums

    First add.

    '''croute name="add"
    echo 5
    '''

    '''exercise name="e1" answer="5" hint="count"
    2 + 3?
    '''

    '''exercise name="e2" answer="seven" choices=["seven","eight"]
    3 + 4?
    '''

    <details>
    <summary>Answer to exercise 1</summary>

    It is 5.

    </details>
    <details>
    <summary>Answer to exercise 2</summary>

    '''croute name="b"
    echo seven
    '''

    </details>

    The end.

    """

  static func lesson() throws -> Lesson { try Lesson(try sessionFile(text), name: "sums") }

  @Test func stepsAndSolutions() throws {
    let lesson = try Self.lesson()
    #expect(lesson.title == "Sums" && lesson.seed == 3 && lesson.exercises.map(\.name) == ["e1", "e2"])
    let kinds = lesson.steps.map { step in
      switch step {
      case .text(let text): text.split(separator: "\n").first.map(String.init) ?? ""
      case .cell(let cell): cell.code
      case .exercise(let exercise, let solution): "\(exercise.name): \(solution?.title ?? "none")"
      }
    }
    #expect(
      kinds == ["# Sums", "First add.", "echo 5\n", "e1: Answer to exercise 1", "e2: Answer to exercise 2", "The end."])
  }

  /// By the name, else by its last number; nothing else counts.
  @Test(
    arguments: [
      ("step2-e1", "Answer to exercise 1"), ("e1b", "Answer to exercise 1"), ("n", "The solution of n."), ("e2", nil),
      ("step3-e1", "Solution: step3-e1"), ("last", nil),
    ] as [(String, String?)]) func solutionsByTheirTitles(_ name: String, _ title: String?) throws
  {
    let titles = [
      "Answer to exercise 1", "Solution: step3-e1", "The solution of n.", "Exercise 2 in other words", "12",
    ]
    let text =
      "'''exercise name=\"\(name)\"\n?\n'''\n\n"
      + titles.map { "<details>\n<summary>\($0)</summary>\n</details>\n\n" }.joined()
    let lesson = try Lesson(try sessionFile(text), name: "f")
    guard case .exercise(_, let solution)? = lesson.steps.first else { return #expect(Bool(false)) }
    #expect(solution?.title == title)
  }
}
