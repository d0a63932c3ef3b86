extension Exercise {
  /// Whether the file itself says the answer, so that it can be held against the session or its solution.
  var hasStatedAnswer: Bool {
    switch expected {
    case .number, .word, .set: true
    case .computed, .open: false
    }
  }

  /// The last number in its name, which the title of its solution may end in; `nil` where there is none.
  var number: String? { name.split { !$0.isNumber }.last.map(String.init) }

  /// Whether the answer is the value that its proof gives: it is right, and a number is that value rounded.
  package func isProven(by value: String) -> Bool {
    guard judgement(of: [value]) == .right else { return false }
    guard case .number = expected else { return true }
    return ProseNumber(printed: answer, expression: "", line: line).agrees(with: value)
  }

  /// Whether the text of its solution, with the outputs of its cells, holds the answer: a number within its tolerance whatever
  /// its sign, each of the words. Of words to choose from the text has to name the answer first.
  package func isHeld(by text: String) -> Bool {
    switch expected {
    case .number(let value, let tolerance):
      return text.matches(of: /(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?/).contains {
        token in
        let number = Double(token.output.replacing(",", with: ""))
        return number.map { abs(abs($0) - abs(value)) <= tolerance * (1 + 1e-9) } ?? false
      }
    case .word(let word):
      let text = text.lowercased()
      let places = (choices.isEmpty ? [word] : choices).compactMap { choice in
        text.firstRange(of: choice.lowercased()).map { (start: $0.lowerBound, end: $0.upperBound, choice: choice) }
      }
      // Of `cascade` and `cascade-routing`, which begin alike, the longer one is named.
      return places.min { $0.start == $1.start ? $0.end > $1.end : $0.start < $1.start }?.choice == word
    case .set(let words): return words.allSatisfy { text.contains($0) }
    case .computed, .open: return true
    }
  }
}

extension Lesson {
  /// The exercises whose proofs are computed in lines of the file: where the solution ends, or at the exercise without one.
  func proofs(in lines: ClosedRange<Int>) -> [(exercise: Exercise, expression: String)] {
    steps.compactMap { step in
      guard case .exercise(let exercise, let solution) = step, exercise.hasStatedAnswer, let proof = exercise.proof,
        lines.contains(solution?.end ?? exercise.line)
      else { return nil }
      return (exercise, proof)
    }
  }

  /// The exercises without a proof whose solutions do not hold the answer, or are not there.
  ///
  /// - Parameter outputs: what the cells printed, by their names.
  package func unheld(outputs: [String: String]) -> [(exercise: Exercise, hasSolution: Bool)] {
    steps.compactMap { step in
      guard case .exercise(let exercise, let solution) = step, exercise.proof == nil else { return nil }
      let text = (solution?.steps ?? []).map { step in
        switch step {
        case .text(let text): text
        case .cell(let cell): cell.attributes.name.flatMap { outputs[$0] } ?? ""
        case .exercise: ""
        }
      }
      return exercise.isHeld(by: text.joined(separator: "\n")) ? nil : (exercise, solution != nil)
    }
  }
}
