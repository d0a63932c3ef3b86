/// A line that opens a fenced block of Markdown (CommonMark 4.5): three or more backticks or tildes, indented by at most
/// three blanks more than what it stands in, and words behind them.
package struct Fence: Equatable {
  /// The backtick or tilde.
  package let mark: Character
  /// How many there are.
  package let length: Int
  /// What stands behind the marks, without blanks around it.
  package let information: Substring

  /// `nil` for a line that opens no block.
  ///
  /// - Parameter column: the column at which the content of the list item begins that the line stands in.
  package init?(_ line: Substring, from column: Int = 0) {
    let (indentation, start) = line.indentation
    let rest = line[start...]
    // By bytes: as characters others equal a backtick.
    guard (column...column + 3).contains(indentation), let mark = rest.utf8.first, Self.isMark(mark) else { return nil }
    let marks = rest.utf8.prefix { $0 == mark }
    guard marks.count >= 3 else { return nil }
    let information = rest[marks.endIndex...].trimmed
    if mark == UInt8(ascii: "`") && information.utf8.contains(mark) { return nil }
    self.mark = Character(Unicode.Scalar(mark))
    length = marks.count
    self.information = information
  }

  /// Whether a byte is a backtick or tilde.
  fileprivate static func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") }

  /// Whether the line closes the block.
  ///
  /// - Parameter column: as for the line that opens it.
  package func isClosed(by line: Substring, from column: Int = 0) -> Bool {
    guard let closing = Fence(line, from: column) else { return false }
    return closing.mark == mark && closing.length >= length && closing.information.isEmpty
  }

  /// The first of the words behind the marks.
  package var language: Substring { information.prefix { $0 != " " && $0 != "\t" } }

  /// The marks.
  package var marks: String { String(repeating: mark, count: length) }

  /// A fence that none of the lines of `content` closes, at least as long as `minimum`.
  package static func marks(around content: String, minimum: Int = 3, of mark: Character = "`") -> String {
    var length = minimum
    for line in content.split(separator: "\n") {
      // A line with words behind its marks closes nothing.
      if let fence = Fence(line), fence.mark == mark, fence.information.isEmpty {
        length = max(length, fence.length + 1)
      }
    }
    return String(repeating: mark, count: length)
  }
}

/// The line that opens a block, in pieces: what stands before its marks, the marks, and everything behind.
package struct FenceLine {
  package let before: Substring
  package let marks: Substring
  package let rest: Substring

  package init(_ line: some StringProtocol) {
    let line = Substring(line)
    before = line[..<(line.utf8.firstIndex(where: Fence.isMark) ?? line.endIndex)]
    let behind = line[before.endIndex...]
    let mark = behind.utf8.first
    marks = Substring(behind.utf8.prefix { $0 == mark })
    rest = behind[marks.endIndex...]
  }

  /// What the lines of the block begin with: the blanks before the marks, in the place of a list's marker as many.
  package var margin: String { String(before.map { $0 == "\t" ? "\t" : " " }) }

  /// The marks, or longer ones where a line of `content` would close the block.
  package func marks(around content: String) -> String {
    Fence.marks(around: content, minimum: max(3, marks.count), of: marks.first ?? "`")
  }
}

extension String {
  /// The lines with `margin` before each that is not blank.
  func indented(by margin: String) -> String {
    margin.isEmpty ? self : linesWithEnds.map { $0.trimmed.isEmpty ? String($0) : margin + $0 }.joined()
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

  /// How many columns of blanks the line begins with, a tab going to the next multiple of four, and where they end.
  var indentation: (columns: Int, end: Index) {
    var columns = 0
    var index = startIndex
    while index < endIndex {
      switch utf8[index] {
      case 0x20: columns += 1
      case 0x09: columns += 4 - columns % 4
      default: return (columns, index)
      }
      index = utf8.index(after: index)
    }
    return (columns, index)
  }
}
