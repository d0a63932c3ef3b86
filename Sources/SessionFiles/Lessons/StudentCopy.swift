import CommandLanguage

extension SessionFile {
  /// The file for students: without solutions, and with exercises that do not say their answers.
  ///
  /// - Parameters:
  ///   - parameters: values that cells of parameters set at their ends.
  ///   - language: the language of the file.
  /// - Throws: the first mistake in an exercise.
  package func studentCopy(
    _ parameters: Parameters = Parameters(), in language: any SessionFileLanguage
  ) throws(LocatedError) -> SessionFile {
    var copy = self
    copy.parts = []
    let lines = readLines
    let prose = zip(parts, lines).compactMap { if case .prose = $0 { $1 } else { nil } }
    var filter = SolutionFilter(exercises: try exercises(), prose: prose)
    for (part, lines) in zip(parts, lines) {
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
      case .prose:
        let rest = filter.rest(of: lines)
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

  /// The last words of the titles of solutions.
  private let words: Set<String>

  /// - Parameter prose: all prose of the file, in order.
  init(exercises: [Exercise], prose: [[ReadLine]]) {
    var reader = DetailsReader()
    let titles = prose.flatMap { lines in
      Self.elements(in: lines.flatMap { reader.pieces(of: $0) }).map(\.title)
    }
    words = Set(exercises.compactMap { SolutionTitle.word(of: $0, among: titles) })
  }

  /// Prose without what stands in solutions, its exercises without answers.
  mutating func rest(of prose: [ReadLine]) -> String {
    let lines = prose.map { (line: $0, pieces: reader.pieces(of: $0)) }
    let elements = Self.elements(in: lines.flatMap(\.pieces))
    let solutions = Set(elements.filter(isSolution).map(\.place))
    var kept = ""
    var place = -1
    for (line, pieces) in lines {
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
      let isBlank = line.text.trimmed.isEmpty
      if isBlank, isAfterBlank, isAfterSolution { continue }
      (isAfterBlank, isAfterSolution) = (isBlank, false)
      kept += line.opensExercise ? Exercise.openingWithoutAnswer(line.text) : rest
    }
    return kept
  }

  /// An element of prose: at which piece it opens, its title, and whether it holds cells.
  private typealias Element = (place: Int, title: String, holdsCells: Bool)

  /// Whether an element holds cells, is called as an exercise, an answer or a solution.
  private func isSolution(_ element: Element) -> Bool {
    let title = element.title.lowercased()
    return element.holdsCells || title.contains("answer") || title.contains("solution")
      || SolutionTitle.lastWord(of: element.title).map(words.contains) ?? false
  }

  private static func elements(in pieces: [DetailsReader.Piece]) -> [Element] {
    // What is still open at the end holds cells.
    var elements: [Element] = []
    var open: [Int] = []
    for (place, piece) in pieces.enumerated() {
      switch piece.kind {
      case .opening:
        open.append(elements.count)
        elements.append((place, "", true))
      case .title:
        if let last = open.last { elements[last].title = SolutionTitle.joined(elements[last].title, piece.text) }
      case .closing: if let last = open.popLast() { elements[last].holdsCells = false }
      case .text, .tag: continue
      }
    }
    return elements
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
