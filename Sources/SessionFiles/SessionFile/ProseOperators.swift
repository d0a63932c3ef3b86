import CommandLanguage

extension SessionFile {
  /// Refuses prose in which a line that goes on with a paragraph begins with `*` or `+`: it is shown as a bullet, and the
  /// operator of a formula is lost.
  ///
  /// - Throws: the first such line.
  package func checkOperators() throws(LocatedError) {
    for (part, lines) in zip(linedParts, readLines) {
      guard case .prose = part.part, let (offset, mark) = Self.lostOperator(in: lines) else { continue }
      throw LocatedError(
        .malformed(
          found: "a line of a paragraph that begins with '\(mark)' and is shown as a bullet",
          expected: "the operator at the end of the line before, or a blank line before a list"),
        at: SourceLocation(line: part.line + offset, column: 1), length: 1)
    }
  }

  /// The first such line of a run of prose, counted from 0, and its mark.
  private static func lostOperator(in lines: [ReadLine]) -> (line: Int, mark: Character)? {
    // Whether the line before is text of a paragraph, outside of a list, that announces none.
    var follows = false
    var isInList = false
    for (index, line) in lines.enumerated() {
      let bare = line.text.trimmed
      guard case .text = line.kind else {
        follows = false
        if case .blank = line.kind { isInList = false }
        continue
      }
      if line.beginsItem {
        if follows, let mark = bare.first, "*+".contains(mark) { return (index, mark) }
        isInList = true
      }
      follows = !isInList && !bare.hasPrefix("#") && !bare.hasPrefix("<") && !bare.hasSuffix(":")
    }
    return nil
  }
}
