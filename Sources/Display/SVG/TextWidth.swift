/// The width of text in a terminal, and text cut to fit.
package enum TextWidth {
  /// The columns of `text`: two for East Asian wide characters and emoji, one for others.
  package static func columns(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + columns($1) } }

  private static func columns(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first?.value else { return 0 }
    return switch scalar {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  /// The text on one line without control characters; in ASCII, other characters are approximated or become `?`.
  package static func clean(_ text: String, isASCII: Bool) -> String {
    String(
      text.map { character -> Character in
        if let ascii = character.asciiValue { return ascii < 0x20 || ascii == 0x7F ? " " : Character(.init(ascii)) }
        if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) { return " " }
        if !isASCII { return character }
        return switch character {
        case "–", "—", "−": "-"
        case "‘", "’", "′": "'"
        case "“", "”": "\""
        case "×": "x"
        case "·": "."
        default: "?"
        }
      })
  }

  /// The text cut to at most `width` columns, the cut marked by two dots.
  package static func cut(_ text: String, to width: Int) -> String {
    if columns(text) <= width { return text }
    var kept = ""
    var used = 0
    for character in text {
      used += columns(character)
      if used > width - 2 { break }
      kept.append(character)
    }
    return kept + ".."
  }

  /// Pieces arranged in lines of at most `width` columns with `gap` blanks between them; longer pieces are cut.
  package static func lines(_ pieces: [String], width: Int, gap: Int) -> [String] {
    groups(pieces, width: width, gap: gap).map { group in
      group.map { cut(pieces[$0], to: width) }.joined(separator: String(repeating: " ", count: gap))
    }
  }

  /// The indices of the pieces on each line.
  package static func groups(_ pieces: [String], width: Int, gap: Int) -> [[Int]] {
    var groups: [[Int]] = []
    var used = 0
    for (index, piece) in pieces.enumerated() {
      let columns = min(columns(piece), width)
      if groups.isEmpty || used + gap + columns > width {
        groups.append([index])
        used = columns
      } else {
        groups[groups.count - 1].append(index)
        used += gap + columns
      }
    }
    return groups
  }
}
