import Input

/// A cell of a notebook: prose, or commands with the form of their blocks in the session file.
package struct NotebookCell {
  /// What the cell holds.
  package enum Content {
    /// Prose, without surrounding blank lines and final newline.
    case prose(String)
    case commands(SessionCell)
  }

  package var content: Content
  /// Its part in a solution, which stays closed.
  package var role = SolutionRole.outside
  /// The number of blank lines before it.
  package var blankLines: Int
  /// Whether it is the first one.
  var isFirst: Bool
  /// The names of the exercises that it asks.
  var exerciseNames: [String] = []

  /// The default number of blank lines before a cell.
  static func usualBlankLines(isFirst: Bool) -> Int { isFirst ? 0 : 1 }

  /// The cells of a session file with a complete last line, and the blank lines after them.
  ///
  /// - Parameter splitsHeadings: whether a cell begins at each heading, as slides need it.
  package static func cells(
    of file: SessionFile, splitsHeadings: Bool = false
  ) -> (cells: [NotebookCell], blankLinesAfter: Int) {
    var cells: [NotebookCell] = []
    var blankLines = 0
    var solutions = SolutionPieces()
    func append(_ content: Content, _ role: SolutionRole, blankLines: Int) {
      cells.append(NotebookCell(content: content, role: role, blankLines: blankLines, isFirst: cells.isEmpty))
    }
    for (part, lines) in zip(file.parts, file.readLines) {
      switch part {
      case .cell(let cell):
        append(.commands(cell), solutions.isOpen ? .inside : .outside, blankLines: blankLines)
        blankLines = 0
      case .prose:
        let pieces = solutions.pieces(of: lines)
        for piece in splitsHeadings ? pieces.flatMap(\.atHeadings) : pieces {
          let lines = piece.lines.map(\.text)
          guard let first = lines.firstIndex(where: { $0 != "\n" }), let last = lines.lastIndex(where: { $0 != "\n" })
          else {
            blankLines += lines.count
            continue
          }
          append(.prose(String(lines[first...last].joined().dropLast())), piece.role, blankLines: blankLines + first)
          cells[cells.count - 1].exerciseNames = piece.lines.compactMap(\.exerciseName)
          blankLines = lines.count - 1 - last
        }
      }
    }
    return (cells, blankLines)
  }

  /// The metadata stored beside the source, so that the file can be restored byte for byte.
  ///
  /// - Parameter language: the name of the language, which is the key.
  package func metadata(language: String) -> JSONValue {
    var own: [JSONValue.Member] = []
    var members: [JSONValue.Member] = []
    if blankLines != Self.usualBlankLines(isFirst: isFirst) {
      own.append(.init("before", NotebookJSON.blankLines(blankLines)))
    }
    if role == .heading, case .prose(let text) = content { own.append(.init("prose", NotebookJSON.lines(text))) }
    if role == .inside { members.append(.init("jupyter", ["outputs_hidden": true, "source_hidden": true])) }
    var tags = role == .outside ? [] : ["solution"]
    if case .commands(let cell) = content {
      own.append(.init("fence", .string(String(cell.opening.dropLast()))))
      let fence = FenceLine(cell.opening)
      if cell.closing != fence.margin + fence.marks + "\n" {
        own.append(.init("close", .string(String(cell.closing.dropLast()))))
      }
      if cell.code.isEmpty { own.append(.init("empty", true)) }
      if let expected = cell.expected { own.append(.init("output", NotebookJSON.lines(expected.text))) }
      if let name = cell.attributes.name { members.append(.init("name", .string(name))) }
      // nbclient leaves out cells with this tag.
      tags = cell.attributes.tags + (cell.attributes.isRun ? [] : ["skip-execution"]) + tags
    }
    if !tags.isEmpty { members.append(.init("tags", .array(tags.map { .string($0) }))) }
    if !own.isEmpty { members.append(.init(language, .object(own))) }
    return .object(members)
  }

  /// The text of the cell.
  package var source: String {
    switch content {
    case .prose(let text):
      role == .heading ? SolutionPieces.heading(of: text) : covered(text, isProse: true)
    case .commands(let cell): covered(String(cell.code.dropLast()), isProse: false)
    }
  }

  private func covered(_ source: String, isProse: Bool) -> String {
    role == .inside ? SolutionPieces.cover(isProse: isProse) + source : source
  }

  /// What the cell is in a presentation: a heading begins a slide, commands follow on what was said.
  var slideType: String {
    switch (content, role) {
    case (_, .inside), (_, .heading): "skip"
    case (.commands, _): "fragment"
    case (.prose(let text), _): text.hasPrefix("#") ? "slide" : "subslide"
    }
  }

  /// The name of the cell's block, if it has one.
  var name: String? {
    if case .commands(let cell) = content { cell.attributes.name } else { nil }
  }
}

/// Assigns cell ids that are stable as long as names or, without a name, texts are.
package struct NotebookCellIDs {
  private var taken: Set<String> = []

  package init() {}

  /// A unique id of at most 64 letters, digits, `-` and `_`.
  package mutating func id(of cell: NotebookCell) -> String {
    let name = cell.name?.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
    return id(named: name.map { String($0.prefix(56)) } ?? Self.hash(cell.source))
  }

  /// That id, or a unique one derived from it.
  package mutating func id(named base: String) -> String {
    var id = base
    var count = 1
    while !taken.insert(id).inserted {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }

  /// FNV-1a in 64 bits, as 16 hexadecimal digits.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
