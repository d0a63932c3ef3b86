import CommandLanguage
import Display

/// A session file to be played: a paragraph, a block of commands or an exercise at a time.
package struct Lesson: Sendable {
  /// One thing to read or do.
  package enum Step: Sendable {
    /// A paragraph, a heading, an item of a list, or a block that is shown.
    case text(String)
    case cell(SessionCell)
    case exercise(Exercise, Solution?)
  }

  /// What a file shows between `<details>` and `</details>`.
  package struct Solution: Sendable {
    package var title = ""
    package var steps: [Step] = []
    /// The line of the file at which the block begins that closes it.
    var end = 0
  }

  /// The name by which it is called: that of its file without the ending.
  package let name: String
  /// The heading of the file.
  package let title: String
  package let steps: [Step]
  /// The seed that the header asks for.
  package let seed: UInt64?
  /// The SHA-256 of the file's text.
  let digest: String
  /// The words of its commands and the files that its header requires: what may be a path.
  let words: Set<String>

  /// - Throws: the first mistake in an exercise.
  package init(_ file: SessionFile, name: String) throws(LocatedError) {
    self.name = name
    seed = file.header.seed
    digest = FileDigest.sha256(ofText: file.text)
    let codes = file.cells.flatMap { cell in
      cell.code.split { "'\"\n".contains($0) } + cell.code.split { "'\"\n\t =,;".contains($0) }
    }
    words = Set(codes.map(String.init) + file.header.requirements.map(\.path))
    var steps: [Step] = []
    var solutions: [Solution] = []
    var open: Solution?
    // How many elements are open, and what finds them.
    var (depth, reader) = (0, DetailsReader())
    let exercises = try file.exercises()
    func add(_ step: Step) { if open == nil { steps.append(step) } else { open?.steps.append(step) } }
    for (part, blocks) in zip(file.parts, file.proseBlocks) {
      if case .cell(let cell) = part { add(.cell(cell)) }
      for block in blocks {
        switch block.kind {
        case .comment: continue
        case .code: add(.text(block.text))
        case .fence(let fence) where fence.language == "exercise":
          if let exercise = exercises.first(where: { $0.line == block.line }) { add(.exercise(exercise, nil)) }
        case .fence: add(.text(block.content.linesWithEnds.map { "    " + $0 }.joined()))
        case .text:
          // The lines that open or close a solution, and what stands between them.
          var rest: [Substring] = []
          func close() {
            if !rest.isEmpty { add(.text(rest.joined())) }
            rest = []
          }
          for piece in block.lines.flatMap({ reader.pieces(of: $0) }) {
            switch piece.kind {
            case .opening:
              if depth == 0 {
                close()
                open = Solution()
              }
              depth += 1
            case .closing:
              depth = max(0, depth - 1)
              guard depth == 0, open != nil else { continue }
              close()
              open?.end = block.line
              if let open { solutions.append(open) }
              open = nil
            case .title where depth == 1:
              let title = open?.title ?? ""
              open?.title = SolutionTitle.joined(title, piece.text)
            case .tag: continue
            case .text, .title: if !piece.text.trimmed.isEmpty { rest.append(piece.text) }
            }
          }
          close()
        }
      }
    }
    self.steps = steps.map { step in
      guard case .exercise(let exercise, _) = step else { return step }
      return .exercise(exercise, Self.solution(of: exercise, among: solutions))
    }
    title =
      steps.lazy.compactMap { step -> String? in
        guard case .text(let text) = step, text.hasPrefix("#") else { return nil }
        return text.drop { $0 == "#" }.trimmed.description
      }.first ?? name
  }

  private static func solution(of exercise: Exercise, among solutions: [Solution]) -> Solution? {
    guard let word = SolutionTitle.word(of: exercise, among: solutions.map(\.title)) else { return nil }
    return solutions.first { SolutionTitle.lastWord(of: $0.title) == word }
  }

  /// The exercises, in order.
  package var exercises: [Exercise] {
    steps.compactMap { if case .exercise(let exercise, _) = $0 { exercise } else { nil } }
  }
}
