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
}
