import Input

/// Text in lines of a bounded width.
package enum Wrapping {
  /// The text wrapped at blanks to `width`, with continuation lines indented.
  package static func wrapped(_ text: String, width: Int = 80, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph($0, width, indent) }
      .joined(separator: "\n")
  }

  /// A quoted text, indented by two and wrapped to `width`, with control characters made visible.
  package static func setIn(_ text: String, width: Int) -> String {
    text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .map { Visible.line(String($0)) }
      .map { $0.isEmpty ? "" : paragraph("  " + $0, width, 2) }.joined(separator: "\n")
  }

  /// A name with its meaning, wrapped under the meaning.
  package static func item(_ name: String, _ meaning: String) -> String {
    wrapped(name + "  " + meaning, indent: name.count + 2)
  }

  /// The text with blanks up to `width` characters.
  package static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func paragraph(_ text: Substring, _ width: Int, _ indent: Int) -> String {
    var lines: [String] = []
    var rest = text
    var room = width
    while let end = overflow(of: rest, room) {
      // The last blank within reach, but not one of those that the line begins with; a word that is too long for a line
      // has one of its own.
      let head = rest[...end]
      let start = head.firstIndex { $0 != " " } ?? head.startIndex
      let within = head.lastIndex(of: " ").flatMap { $0 > start ? $0 : nil }
      guard let blank = within ?? rest[end...].firstIndex(of: " ") else { break }
      let next = rest[blank...].drop { $0 == " " }
      if next.isEmpty { break }
      lines.append(String(rest[..<blank]))
      rest = next
      room = width - indent
    }
    lines.append(String(rest))
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// The first character that goes beyond `room` columns; `nil` where all of the text fits.
  private static func overflow(of text: Substring, _ room: Int) -> Substring.Index? {
    var columns = 0
    return text.indices.first { index in
      columns += TextWidth.columns(text[index...index])
      return columns > room
    }
  }
}
