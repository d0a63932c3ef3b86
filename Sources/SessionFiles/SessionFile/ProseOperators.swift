import CommandLanguage

extension SessionFile {
  /// Refuses prose in which a line that goes on with a paragraph begins with `*` or `+`: it is shown as a bullet, and the
  /// operator of a formula is lost.
  ///
  /// - Throws: the first such line.
  package func checkOperators() throws(LocatedError) {
    var line = header.text.utf8.count { $0 == 0x0A } + 1
    for part in parts {
      if case .prose(let text) = part, let (offset, mark) = Self.lostOperator(in: text) {
        throw LocatedError(
          .malformed(
            found: "a line of a paragraph that begins with '\(mark)' and is shown as a bullet",
            expected: "the operator at the end of the line before, or a blank line before a list"),
          at: SourceLocation(line: line + offset, column: 1), length: 1)
      }
      line += part.text.utf8.count { $0 == 0x0A }
    }
  }

  /// The first such line of a piece of prose, counted from 0, and its mark.
  private static func lostOperator(in text: String) -> (line: Int, mark: Character)? {
    var open: Fence?
    var isInComment = false
    // Whether the line before is text of a paragraph, outside of a list, that announces none.
    var follows = false
    var isInList = false
    for (index, line) in text.linesWithEnds.enumerated() {
      let bare = line.trimmed
      if let fence = open {
        if fence.isClosed(by: line) { open = nil }
        follows = false
        continue
      }
      let isCode = !follows && !isInList && line.indentation.columns >= 4
      if bare.hasPrefix("<!--"), !isCode { isInComment = true }
      if isInComment {
        isInComment = !bare.contains("-->")
        follows = false
        continue
      }
      open = Fence(line)
      let isMarked = ["* ", "+ ", "- "].contains { bare.hasPrefix($0) }
      if isMarked, follows, line.indentation.columns < 4, let mark = bare.first, mark != "-" { return (index, mark) }
      let isText = !bare.isEmpty && !isCode && open == nil && !isMarked && !bare.hasPrefix("#") && !bare.hasPrefix("<")
      let isNumbered = bare.starts(with: /[0-9]{1,9}[.)]\s/)
      isInList = isMarked || isNumbered || isInList && !bare.isEmpty
      follows = isText && !isInList && !bare.hasSuffix(":")
    }
    return nil
  }
}
