import Input

/// Pieces of prose around solutions: what stands between `<details>` and `</details>`, where cells stand there, too.
///
/// Jupyter sets each cell apart, so that such an element would close at the end of the cell that opens it, and the solution
/// would lie open.
struct SolutionPieces {
  /// A piece of prose.
  struct Piece {
    var lines: [ReadLine]
    var role: SolutionRole

    /// The piece, cut before each of its headings.
    var atHeadings: [Piece] {
      var pieces: [Piece] = []
      for line in lines {
        if case .text = line.kind, role == .outside, line.text.starts(with: /#{1,6}\s/) {
          pieces.append(Piece(lines: [line], role: role))
        } else if pieces.isEmpty {
          pieces = [Piece(lines: [line], role: role)]
        } else {
          pieces[pieces.count - 1].lines.append(line)
        }
      }
      return pieces
    }
  }

  /// Whether the prose so far has left a solution open.
  var isOpen: Bool { depth > 0 }
  /// How many elements are open, from that of the solution on.
  private var depth = 0
  private var reader = DetailsReader()

  /// Cuts a run of prose into pieces of whole lines.
  mutating func pieces(of prose: [ReadLine]) -> [Piece] {
    var pieces: [Piece] = []
    var start = 0
    func cut(at end: Int, as role: SolutionRole) {
      if start < end { pieces.append(Piece(lines: Array(prose[start..<end]), role: role)) }
      start = end
    }
    let lines = prose.map { ($0, reader.pieces(of: $0)) }
    // The lines of the elements that the end of this prose leaves open.
    var open: [Int] = []
    for (index, (_, pieces)) in lines.enumerated() {
      for piece in pieces {
        if piece.kind == .opening { open.append(index) } else if piece.kind == .closing { _ = open.popLast() }
      }
    }
    var isHeading = false
    for (index, (line, tags)) in lines.enumerated() {
      if isOpen {
        for (place, tag) in tags.enumerated() where isOpen {
          if tag.kind == .opening { depth += 1 } else if tag.kind == .closing { depth -= 1 }
          if !isOpen {
            // What stands before the tag is part of the solution.
            let isAlone = tags[..<place].allSatisfy { $0.text.trimmed.isEmpty }
            cut(at: isAlone ? index : index + 1, as: .inside)
          }
        }
      } else if index == open.first {
        cut(at: index, as: .outside)
        depth = open.count { $0 == index }
        isHeading = true
      }
      if isHeading, line.text.contains("</summary>") {
        cut(at: index + 1, as: .heading)
        isHeading = false
      }
    }
    cut(at: lines.count, as: isHeading ? .heading : isOpen ? .inside : .outside)
    return pieces
  }

  /// What a notebook shows in the place of the lines that open a solution.
  static func heading(of text: String) -> String {
    var title = "Solution"
    if let start = text.firstRange(of: "<summary>"), let end = text[start.upperBound...].firstRange(of: "</summary>") {
      title = String(text[start.upperBound..<end.lowerBound])
    }
    return "**\(title)**, closed: click on the bars below to see it"
  }

  /// What the source of a closed cell begins with: Jupyter shows its first line all the same.
  static func cover(isProse: Bool) -> String { isProse ? "<!-- solution -->\n\n" : "# solution\n" }

  /// The source of a cell of a notebook without its cover.
  static func uncovered(_ source: String, of cell: JSONValue) -> String {
    let cover = cover(isProse: cell["cell_type"] != "code")
    let isClosed = cell["metadata"]?["jupyter"]?["source_hidden"] == true
    guard isClosed, cell["metadata"]?["tags"]?.array?.contains("solution") == true, source.hasPrefix(cover) else {
      return source
    }
    return String(source.dropFirst(cover.count))
  }
}

/// What a cell has to do with a solution.
package enum SolutionRole: Sendable {
  case outside
  /// The lines that open it.
  case heading
  case inside
}
