import Display
import Input

/// A line of a source with a caret under the fault, as shown in errors.
///
///     Excerpt(of: "set sed 7", column: 5, length: 3).text   // "  set sed 7\n      ^~~\n"
package struct Excerpt {
  /// The line and the line of marks below it, each indented by two blanks.
  package let text: String

  /// The length up to which a line is shown in full.
  private static let width = 200
  /// The number of characters shown before and after the fault in a longer line.
  private static let margin = 40

  /// - Parameters:
  ///   - line: the line without its end.
  ///   - column: the start of the fault, in characters from 1.
  ///   - length: how many characters are at fault.
  package init(of line: String, column: Int, length: Int) {
    var shown = line[...]
    var before = column - 1
    if line.count > Self.width {
      let cut = max(0, before - Self.margin)
      let end = line.index(line.startIndex, offsetBy: before + Self.margin, limitedBy: line.endIndex) ?? line.endIndex
      shown = line[line.index(line.startIndex, offsetBy: cut, limitedBy: end).map { $0..<end } ?? end..<end]
      before -= cut
    }
    let blanks = shown.prefix(before).map { $0 == "\t" ? "\t" : " " }.joined()
    let plain = Visible.characters(shown)
    let marks = max(1, min(length, shown.count - before))
    text = "  \(plain)\n  \(blanks)^" + String(repeating: "~", count: marks - 1) + "\n"
  }
}
