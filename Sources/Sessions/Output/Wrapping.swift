/// Text in lines of a bounded width.
enum Wrapping {
  /// The text with lines broken at blanks so that none is longer than `width`; the first stays as it begins, what goes on
  /// from a broken line is indented.
  static func wrapped(_ text: String, width: Int = 80, indent: Int = 0) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph($0, width, indent) }
      .joined(separator: "\n")
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
