/// Text in lines of a bounded width.
package enum Wrapping {
  /// The text wrapped at blanks to `width`, with continuation lines indented.
  package static func wrapped(_ text: String, width: Int = 80, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph($0, width, indent) }
      .joined(separator: "\n")
  }

  /// A quoted text, indented by two and wrapped to `width`, with control characters made visible.
  package static func setIn(_ text: String, width: Int) -> String {
    let plain = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.value {
          case 0x0A: scalar
          case 0x09, 0x0D: " "
          case ..<0x20, 0x7F..<0xA0: "\u{FFFD}"
          default: scalar
          }
        }))
    return plain.split(separator: "\n", omittingEmptySubsequences: false)
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
    while rest.count > room {
      // The last blank within reach, but not one of those that the line begins with.
      let head = rest.prefix(room + 1)
      let start = head.firstIndex { $0 != " " } ?? head.startIndex
      guard let blank = head.lastIndex(of: " "), blank > start else { break }
      lines.append(String(rest[..<blank]))
      rest = rest[blank...].drop { $0 == " " }
      room = width - indent
    }
    lines.append(String(rest))
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
