/// The width of text in a terminal, and text cut to fit.
package enum TextWidth {
  /// The columns of `text`: two for East Asian wide characters and emoji, none for marks without a letter, one for others.
  package static func columns(_ text: some StringProtocol) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + columns($1) }
  }

  private static func columns(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 && character.unicodeScalars.count == 1 { return 1 }
    // What is an emoji, and what is made one by a mark behind it.
    if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    if [.nonspacingMark, .enclosingMark, .format].contains(first.properties.generalCategory) { return 0 }
    return switch first.value {
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
    return beginning(text, width - 2) + ".."
  }

  /// Each text cut to at most `width` columns: at its end, or where that would make two of them one, inside.
  package static func cut(_ texts: [String], to width: Int) -> [String] { cut(texts, to: texts.map { _ in width }) }

  /// Each text cut to its own width.
  static func cut(_ texts: [String], to widths: [Int]) -> [String] {
    var shown = zip(texts, widths).map { cut($0, to: $1) }
    for places in Dictionary(grouping: texts.indices, by: { shown[$0] }).values.sorted(by: { $0[0] < $1[0] }) {
      let names = Set(places.map { texts[$0] })
      if names.count < 2 { continue }
      let width = places.map { widths[$0] }.min() ?? 0
      let others = Set(shown).subtracting(places.map { shown[$0] })
      let same = names.map { zip(texts[places[0]], $0).prefix { $0 == $1 }.count }.min() ?? 0
      // The middle goes, or the beginning, or what all begin with.
      func different(_ text: String, head: Int) -> String {
        let rest = String(text.dropFirst(same))
        return rest.isEmpty ? cut(text, to: width) : beginning(text, head) + ".." + cut(rest, to: width - 2 - head)
      }
      let ways: [(String) -> String] = [
        { ends(of: $0, head: width - 2 - (width - 2) / 2, tail: (width - 2) / 2) },
        { ends(of: $0, head: 0, tail: width - 2) }, { different($0, head: width / 3) }, { different($0, head: 0) },
      ]
      for way in ways where Set(names.map(way)).union(others).count == names.count + others.count {
        for place in places { shown[place] = way(texts[place]) }
        break
      }
    }
    return shown
  }

  /// A text that is too long without its middle.
  private static func ends(of text: String, head: Int, tail: Int) -> String {
    if columns(text) <= head + tail + 2 { return text }
    return beginning(text, head) + ".." + String(beginning(String(text.reversed()), tail).reversed())
  }

  /// As much of the beginning of a text as takes `width` columns.
  private static func beginning(_ text: String, _ width: Int) -> String {
    var left = width
    return String(
      text.prefix {
        left -= columns($0)
        return left >= 0
      })
  }

  /// Pieces arranged in lines of at most `width` columns with `gap` blanks between them; longer pieces are cut.
  package static func lines(_ pieces: [String], width: Int, gap: Int) -> [String] {
    let pieces = cut(pieces, to: width)
    return groups(pieces, width: width, gap: gap).map { group in
      group.map { pieces[$0] }.joined(separator: String(repeating: " ", count: gap))
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
