/// The list items of Markdown that a line stands in (CommonMark 5.2), kept line by line.
struct ListItems {
  /// The columns at which the contents of the open items begin, outermost first.
  private var columns: [Int] = []
  private var isAfterBlank = false

  /// The column at which the content of the innermost item begins; 0 outside of lists.
  var column: Int { columns.last ?? 0 }

  /// Takes in a line that is no part of a fenced block.
  ///
  /// - Returns: what stands behind the markers of items that the line begins, with the column at which it stands; the line
  ///   itself where it begins none.
  mutating func take(_ line: Substring) -> (text: Substring, column: Int) {
    if line.trimmed.isEmpty {
      isAfterBlank = true
      return (line, 0)
    }
    let (indentation, start) = line.indentation
    let isMarker = indentation < column + 4 && Self.marker(line[start...]) != nil
    // A line that only goes on with a paragraph may be indented less.
    if isAfterBlank || isMarker || Fence(line, from: min(column, indentation)) != nil { leave(at: indentation) }
    isAfterBlank = false
    var (rest, position) = (line[start...], indentation)
    while position < column + 4, let width = Self.marker(rest) {
      let behind = rest.dropFirst(width)
      let blanks = behind.prefix { $0 == " " }.count
      position += width
      guard blanks > 0, !behind.trimmed.isEmpty else {
        columns.append(position + 1)
        return (line, 0)
      }
      // More than four blanks are one and an indented block of code.
      position += blanks > 4 ? 1 : blanks
      columns.append(position)
      if blanks > 4 { return (line, 0) }
      rest = behind.dropFirst(blanks)
    }
    return position == indentation ? (line, 0) : (rest, position)
  }

  /// Ends the items whose content begins behind `indentation`.
  mutating func leave(at indentation: Int) {
    while let last = columns.last, indentation < last { columns.removeLast() }
  }

  /// How many characters the marker takes that the text begins with; `nil` for none.
  static func marker(_ text: Substring) -> Int? {
    guard let first = text.first else { return nil }
    let width: Int
    if "-+*".contains(first) {
      // `---` and `* * *` are rules.
      let bare = text.filter { $0 != " " && $0 != "\t" && $0 != "\n" }
      if first != "+", bare.count >= 3, bare.allSatisfy({ $0 == first }) { return nil }
      width = 1
    } else {
      let digits = text.prefix { $0.isASCII && $0.isNumber }.count
      guard (1...9).contains(digits), let mark = text.dropFirst(digits).first, mark == "." || mark == ")" else {
        return nil
      }
      width = digits + 1
    }
    let next = text.dropFirst(width).first
    return next == nil || next == " " || next == "\t" || next == "\n" ? width : nil
  }
}
