/// Finds the tags of `<details>` and `<summary>` in lines of prose, wherever in a line they stand, but for those that blocks
/// of code and code spans show.
struct DetailsReader {
  /// A piece of a line.
  struct Piece {
    enum Kind {
      case text
      /// What stands in a summary.
      case title
      case opening, closing
      /// A tag of a summary.
      case tag
    }

    let kind: Kind
    let text: Substring
  }

  /// The block that the line stands in.
  private(set) var fence: Fence?
  private var items = ListItems()
  private var isInTitle = false

  /// The pieces of the next line, which together are the line.
  mutating func pieces(of line: Substring) -> [Piece] {
    let isBlank = line.trimmed.isEmpty
    if let open = fence, isBlank || line.indentation.columns >= items.column {
      if open.isClosed(by: line, from: items.column) { fence = nil }
      return [Piece(kind: .text, text: line)]
    }
    let isCode = items.isCode(line)
    let (content, position) = items.take(line)
    if isCode { return [Piece(kind: .text, text: line)] }
    let shown = position == 0 ? line : Substring(String(repeating: " ", count: position) + content)
    fence = Fence(shown, from: position == 0 ? items.column : position)
    if fence != nil { return [Piece(kind: .text, text: line)] }
    if !isInTitle, !line.utf8.contains(UInt8(ascii: "<")) { return [Piece(kind: .text, text: line)] }
    var pieces: [Piece] = []
    var rest = line
    func add(_ end: String.Index) {
      if rest.startIndex < end { pieces.append(Piece(kind: isInTitle ? .title : .text, text: rest[..<end])) }
      rest = rest[end...]
    }
    for match in line.matches(of: /`+[^`]*`+|<(\/?)(details|summary)\b[^<>]*>/.ignoresCase()) {
      guard let (slash, name) = match.output.1.map({ ($0, match.output.2?.lowercased()) }) else { continue }
      add(match.range.lowerBound)
      rest = rest[match.range.upperBound...]
      let isOpening = slash.isEmpty
      if name == "summary" { isInTitle = isOpening }
      pieces.append(
        Piece(kind: name == "summary" ? .tag : isOpening ? .opening : .closing, text: line[match.range]))
    }
    add(line.endIndex)
    return pieces
  }
}
