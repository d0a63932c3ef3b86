/// A line that opens a fenced block of Markdown (CommonMark 4.5): three or more backticks or tildes, indented by at
/// most three blanks, followed by words.
package struct Fence: Equatable {
  /// The backtick or tilde.
  package let mark: Character
  /// How many there are.
  package let length: Int
  /// Whether it stands at the beginning of its line.
  package let isAtMargin: Bool
  /// The trimmed text after the marks.
  package let information: Substring

  /// `nil` for a line that opens no block.
  package init?(_ line: Substring) {
    let indentation = line.prefix { $0 == " " }
    let rest = line[indentation.endIndex...]
    guard indentation.utf8.count <= 3, let mark = rest.first, mark == "`" || mark == "~" else { return nil }
    let marks = rest.prefix { $0 == mark }
    guard marks.utf8.count >= 3 else { return nil }
    let information = rest[marks.endIndex...].trimmed
    if mark == "`" && information.contains("`") { return nil }
    self.mark = mark
    length = marks.utf8.count
    isAtMargin = indentation.isEmpty
    self.information = information
  }

  /// Whether the line closes the block.
  package func isClosed(by line: Substring) -> Bool {
    guard let closing = Fence(line) else { return false }
    return closing.mark == mark && closing.length >= length && closing.information.isEmpty
  }

  /// The first of the words behind the marks.
  package var language: Substring { information.prefix { $0 != " " && $0 != "\t" } }

  /// A fence of backticks that none of the lines of `content` closes, at least as long as `minimum`.
  package static func marks(around content: String, minimum: Int = 3) -> String {
    var length = minimum
    for line in content.split(separator: "\n") {
      // A line with words after its marks does not close a block.
      if let fence = Fence(line), fence.mark == "`", fence.information.isEmpty {
        length = max(length, fence.length + 1)
      }
    }
    return String(repeating: "`", count: length)
  }
}

extension Substring {
  /// The text without blanks and line ends at its ends.
  var trimmed: Substring {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return self[endIndex...] }
    return self[first...last]
  }
}
