import CommandLanguage
import Display

/// A paragraph of Markdown as a terminal shows it.
package enum PlainProse {
  /// The text in lines of `width` columns: without comments, pictures and the addresses of links.
  package static func text(_ markdown: String, width: Int) -> String {
    let markdown = withoutComments(markdown)
      .replacing(/!\[([^\]]*)\]\(([^)]*)\)/) { "[picture: \($0.output.1); see \($0.output.2)]" }
      .replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) }
    if markdown.hasPrefix("#") {
      let title = String(markdown.drop { $0 == "#" }.trimmed)
      return title + "\n" + String(repeating: "=", count: min(title.count, width))
    }
    let lines = markdown.linesWithEnds
    if lines.allSatisfy({ $0.hasPrefix("    ") || $0.hasPrefix("|") || $0.hasPrefix(">") || $0.trimmed.isEmpty }) {
      return lines.map { String($0.trimmedEnd) }.joined(separator: "\n")
    }
    let joined = lines.map { String($0.trimmed) }.joined(separator: " ")
    let marker = joined.prefixMatch(of: /(?:[-*+]|[0-9]{1,3}[.)])\s/).map { $0.output.count } ?? 0
    return Wrapping.wrapped(joined, width: width, indent: marker)
  }

  /// The text without `<!-- … -->`.
  private static func withoutComments(_ text: String) -> String { text.replacing(/<!--(?s:.*?)-->/, with: "") }
}
