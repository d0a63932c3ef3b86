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
  /// Whether the line before, of those that stay, is blank.
  var isAfterBlank = false
  /// Whether a solution ended since then.
  private var isAfterSolution = false
  /// How many elements are open, from that of a solution on.
  private var depth = 0
  private var reader = DetailsReader()

  /// Whether what comes next stands in a solution.
  var isOpen: Bool { depth > 0 }

  /// Prose without what stands in solutions, its exercises without answers.
  mutating func rest(of prose: String) -> String {
    let lines = prose.linesWithEnds.map { line in
      let wasFenced = reader.fence != nil
      let pieces = reader.pieces(of: line)
      return (line: line, pieces: pieces, opensExercise: !wasFenced && reader.fence?.language == "exercise")
    }
    let solutions = Self.solutions(in: lines.flatMap(\.pieces))
    var kept = ""
    var place = -1
    for (line, pieces, opensExercise) in lines {
      var rest = ""
      var isCut = isOpen
      for piece in pieces {
        place += 1
        if isOpen {
          if piece.kind == .opening { depth += 1 } else if piece.kind == .closing { depth -= 1 }
          if !isOpen { isAfterSolution = true }
        } else if solutions.contains(place) {
          depth = 1
          isCut = true
        } else {
          rest += piece.text
        }
      }
      if isCut {
        // Of a list's item or a quotation that held nothing else the marker goes, too.
        if rest.allSatisfy({ " \t\n>-+*.)0123456789".contains($0) }) { continue }
        rest = rest[...].trimmedEnd + "\n"
      }
      // One blank line where a solution was, not two.
      let isBlank = line.trimmed.isEmpty
      if isBlank, isAfterBlank, isAfterSolution { continue }
      (isAfterBlank, isAfterSolution) = (isBlank, false)
      kept += opensExercise ? Exercise.openingWithoutAnswer(line) : rest
    }
    return kept
  }

  /// Where the elements open that hold cells, or are called an answer or a solution.
  private static func solutions(in pieces: [DetailsReader.Piece]) -> Set<Int> {
    var open: [(place: Int, title: String)] = []
    var solutions: Set<Int> = []
    for (place, piece) in pieces.enumerated() {
      switch piece.kind {
      case .opening: open.append((place, ""))
      case .title: if let last = open.indices.last { open[last].title += piece.text.lowercased() }
      case .closing:
        guard let (place, title) = open.popLast() else { continue }
        if title.contains("answer") || title.contains("solution") { solutions.insert(place) }
      case .text, .tag: continue
      }
    }
    // What is still open holds cells.
    return solutions.union(open.map(\.place))
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
