/// A block of raw HTML in Markdown (CommonMark 4.6), in which fences are text.
struct HTMLBlock: Equatable {
  /// What its last line holds, in lower case; `nil` where a blank line ends it.
  let end: String?

  /// `nil` for a line that begins none.
  ///
  /// - Parameters:
  ///   - line: the line without blanks around it.
  ///   - continuesParagraph: whether it goes on with a paragraph, which a tag of another kind than a block's does not end.
  init?(_ line: Substring, continuesParagraph: Bool) {
    guard line.first == "<" else { return nil }
    let text = line.lowercased()
    if let end = Self.ends.first(where: { text.hasPrefix($0.start) })?.end {
      self.end = end
    } else if let match = text.prefixMatch(of: /<(pre|script|style|textarea)(?:[\s>]|$)/) {
      end = "</\(match.output.1)>"
    } else if text.prefixMatch(of: /<![a-z]/) != nil {
      end = ">"
    } else if let match = text.prefixMatch(of: /<\/?([a-z][a-z0-9]*)(?:\s|\/?>|$)/),
      Self.blocks.contains(String(match.output.1))
    {
      end = nil
    } else if !continuesParagraph, Self.isTag(text) {
      end = nil
    } else {
      return nil
    }
  }

  /// Whether the line ends the block.
  func isClosed(by line: Substring) -> Bool { end.map { line.lowercased().contains($0) } ?? false }

  private static let ends = [("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>")].map { (start: $0, end: $1) }

  /// Whether the line is one whole tag and no more.
  private static func isTag(_ line: String) -> Bool {
    let attribute = /\s+[a-z_:][a-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?/.matchingSemantics(
      .unicodeScalar)
    return line.wholeMatch(of: /<\/[a-z][a-z0-9-]*\s*>/) != nil
      || line.prefixMatch(of: /<[a-z][a-z0-9-]*/).map { match in
        var rest = Substring(line)[match.range.upperBound...]
        while let found = rest.prefixMatch(of: attribute), !found.output.isEmpty {
          rest = rest[found.range.upperBound...]
        }
        return [">", "/>"].contains(rest.trimmed)
      } == true
  }

  /// The tags of blocks, which also end a paragraph.
  private static let blocks = Set(
    """
    address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav
    noframes ol optgroup option p param search section source summary table tbody td tfoot th thead title tr track ul
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
