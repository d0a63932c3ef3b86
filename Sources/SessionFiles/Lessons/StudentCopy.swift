import CommandLanguage

extension SessionFile {
  /// The file for students: without solutions, and with exercises that do not say their answers.
  ///
  /// - Parameters:
  ///   - parameters: values that cells of parameters set at their ends.
  ///   - language: the language of the file.
  package func studentCopy(_ parameters: Parameters = Parameters(), in language: any SessionFileLanguage) -> SessionFile
  {
    var copy = self
    copy.parts = []
    var filter = SolutionFilter()
    for part in parts {
      switch part {
      case .cell(var cell):
        if filter.isOpen { continue }
        if cell.holdsParameters, !parameters.values.isEmpty {
          cell.code += parameters.code(in: language) + "\n"
        }
        // What is expected is so with the values of the file.
        if !parameters.values.isEmpty { cell.expected = nil }
        filter.isAfterBlank = false
        copy.parts.append(.cell(cell))
      case .prose(let prose):
        let rest = filter.rest(of: prose)
        if !rest.isEmpty { copy.parts.append(.prose(rest)) }
      }
    }
    return copy
  }
}

/// Leaves out solutions, from one run of prose to the next.
private struct SolutionFilter {
  /// Whether what comes next stands in a solution.
  var isOpen = false
  /// Whether the line before, of those that stay, is blank.
  var isAfterBlank = false
  /// Whether a solution ended since then.
  private var isAfterSolution = false

  /// Prose without what stands in solutions, its exercises without answers.
  mutating func rest(of prose: String) -> String {
    var kept = ""
    var lines = prose.linesWithEnds[...]
    var fence: Fence?
    while let line = lines.popFirst() {
      let bare = line.trimmed
      if isOpen {
        if bare == "</details>" { (isOpen, isAfterSolution) = (false, true) }
        continue
      }
      if fence == nil, bare == "<details>", Self.isSolution(lines) {
        isOpen = true
        continue
      }
      // One blank line where a solution was, not two.
      if bare.isEmpty, isAfterBlank, isAfterSolution { continue }
      (isAfterBlank, isAfterSolution) = (bare.isEmpty, false)
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
      } else {
        fence = Fence(line)
      }
      let opensExercise = fence?.language == "exercise" && Fence(line)?.language == "exercise"
      kept += opensExercise ? Exercise.openingWithoutAnswer(line) : String(line)
    }
    return kept
  }

  /// Whether what is open holds cells, or is called an answer or a solution.
  private static func isSolution(_ rest: ArraySlice<Substring>) -> Bool {
    let end = rest.firstIndex { $0.trimmed == "</details>" }
    let summary = rest.first { $0.contains("<summary>") }?.lowercased() ?? ""
    return end == nil || summary.contains("answer") || summary.contains("solution")
  }
}

extension Exercise {
  /// The line that opens an exercise, without what gives its answer away.
  static func openingWithoutAnswer(_ line: Substring) -> String {
    var scanner = AttributeScanner(opening: line, line: 1)
    let fence = FenceLine(line.trimmedEnd)
    var opening = fence.before + fence.marks + "exercise"
    while let (key, _) = try? scanner.key(), let (_, text, _) = try? scanner.value() {
      if ["name", "choices", "hint", "points"].contains(key) { opening += " \(key)=\(text)" }
    }
    return opening + (line.hasSuffix("\n") ? "\n" : "")
  }
}
