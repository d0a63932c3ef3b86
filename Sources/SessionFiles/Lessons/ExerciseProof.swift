extension Exercise {
  /// Whether the file itself says the answer, so that its solution can be held against it.
  var hasStatedAnswer: Bool {
    switch expected {
    case .number, .word, .set: true
    case .computed, .open: false
    }
  }

  /// Whether a text, such as the outputs of the cells of a solution, holds the answer: a number within its tolerance whatever
  /// its sign, each of the words.
  package func isProven(by text: String) -> Bool {
    switch expected {
    case .number(let value, let tolerance):
      return text.matches(of: /-?[0-9][0-9,]*(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/).contains { token in
        let number = Double(token.output.replacing(",", with: ""))
        return number.map { abs(abs($0) - abs(value)) <= tolerance * (1 + 1e-9) } ?? false
      }
    case .word(let word): return text.lowercased().contains(word.lowercased())
    case .set(let words): return words.allSatisfy { text.contains($0) }
    case .computed, .open: return true
    }
  }
}

extension Lesson {
  /// The exercises whose answers the file does not bear out, with what to say about each.
  ///
  /// - Parameter outputs: what the cells printed, by their names.
  package func unproven(outputs: [String: String]) -> [(exercise: Exercise, text: String)] {
    steps.compactMap { step in
      guard case .exercise(let exercise, let solution) = step else { return nil }
      var text = exercise.proofs.compactMap { outputs[$0] }.joined(separator: "\n")
      if exercise.proofs.isEmpty {
        text = (solution?.steps ?? []).map { step in
          switch step {
          case .text(let text): text
          case .cell(let cell): cell.attributes.name.flatMap { outputs[$0] } ?? ""
          case .exercise: ""
          }
        }.joined(separator: "\n")
      }
      if exercise.isProven(by: text) { return nil }
      let place =
        exercise.proofs.isEmpty
        ? "its solution" : "the output of \(exercise.proofs.map { "'\($0)'" }.joined(separator: ", "))"
      return (exercise, "the answer of exercise \(exercise.name), \(exercise.answer), is not in \(place)")
    }
  }
}
