/// The list items of Markdown that a line stands in (CommonMark 5.2), kept line by line.
struct ListItems {
  /// The columns at which the contents of the open items begin, outermost first.
  private var columns: [Int] = []
  /// Whether the line before belongs to a paragraph, which the next may go on with.
  private(set) var isInParagraph = false
  /// Whether that paragraph stands in a quotation.
  private var isQuoted = false

  /// The column at which the content of the innermost item begins; 0 outside of lists.
  var column: Int { columns.last ?? 0 }

  /// Takes in a line that is no part of a fenced block or of HTML.
  ///
  /// - Returns: what stands behind the markers of items that the line begins, with the column at which it stands; the line
  ///   itself where it begins none.
  mutating func take(_ line: Substring) -> (text: Substring, column: Int) {
    let (indentation, start) = line.indentation
    var (rest, position) = (line[start...], indentation)
    if rest.trimmed.isEmpty {
      isInParagraph = false
      return (line, 0)
    }
    let isMarker = begins(line)
    // A line that only goes on with a paragraph may be indented less.
    let goesOn = isInParagraph && !isMarker && !interrupts(rest, at: indentation)
    if !goesOn { leave(at: indentation) }
    guard isMarker else {
      let (isQuote, inner) = Self.unquoted(rest)
      // The line below a heading stands where the heading does.
      let isUnderline =
        goesOn && indentation >= column && isQuote == isQuoted && inner.wholeMatch(of: /(?:=+|-+)\s*/) != nil
      isInParagraph = indentation < column + 4 ? !isUnderline && Self.isParagraph(inner) : goesOn
      isQuoted = isInParagraph && (isQuote || goesOn && isQuoted)
      return (line, 0)
    }
    while position < column + 4, let width = Self.marker(rest) {
      let behind = rest.dropFirst(width)
      let blanks = behind.prefix { $0 == " " }.count
      position += width
      guard blanks > 0, !behind.trimmed.isEmpty else {
        columns.append(position + 1)
        isInParagraph = !behind.trimmed.isEmpty
        return (line, 0)
      }
      // More than four blanks are one and an indented block of code.
      position += blanks > 4 ? 1 : blanks
      columns.append(position)
      isInParagraph = false
      if blanks > 4 { return (line, 0) }
      rest = behind.dropFirst(blanks)
    }
    let (isQuote, inner) = Self.unquoted(rest)
    isInParagraph = Self.isParagraph(inner)
    isQuoted = isQuote
    return position == indentation ? (line, 0) : (rest, position)
  }

  /// Ends the items whose content begins behind `indentation`.
  mutating func leave(at indentation: Int) {
    while let last = columns.last, indentation < last { columns.removeLast() }
  }

  /// Notes that the lines since then, which were not taken in, are no paragraph.
  mutating func endParagraph() { isInParagraph = false }

  /// Whether the line belongs to an indented block of code (CommonMark 4.4).
  func isCode(_ line: Substring) -> Bool {
    if isInParagraph || line.trimmed.isEmpty || begins(line) { return false }
    let indentation = line.indentation.columns
    return indentation >= outerColumn(at: indentation) + 4
  }

  /// Whether the line begins an item. Within a paragraph only one does that holds something and, where items are numbered,
  /// has the number 1.
  func begins(_ line: Substring) -> Bool {
    let (indentation, start) = line.indentation
    let text = line[start...]
    guard indentation < outerColumn(at: indentation) + 4, let width = Self.marker(text) else { return false }
    if !isInParagraph || isQuoted || indentation < column { return true }
    let number = text.prefix(width - 1)
    return !text.dropFirst(width).trimmed.isEmpty && (number.isEmpty || Int(number) == 1)
  }

  /// The column at which the content begins of the innermost item that a line with that indentation may stand in.
  private func outerColumn(at indentation: Int) -> Int { columns.last { $0 <= indentation } ?? 0 }

  /// Whether a text begins a block other than an item which ends the paragraph before.
  private func interrupts(_ text: Substring, at indentation: Int) -> Bool {
    guard indentation < outerColumn(at: indentation) + 4 else { return false }
    return text.first == ">" || !Self.isParagraph(text) || HTMLBlock(text.trimmed, continuesParagraph: true) != nil
  }

  /// Whether a text stands in a quotation, and what it says there.
  private static func unquoted(_ text: Substring) -> (isQuote: Bool, text: Substring) {
    text.first == ">" ? (true, text.drop { $0 == ">" || $0 == " " }) : (false, text)
  }

  /// Whether a text is one of a paragraph: no heading, rule or fence.
  private static func isParagraph(_ text: Substring) -> Bool {
    !text.trimmed.isEmpty && text.prefixMatch(of: /#{1,6}(?:\s|$)/) == nil
      && text.wholeMatch(of: /([-*_])(?:[ \t]*\1){2,}\s*/) == nil && Fence(text) == nil
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
