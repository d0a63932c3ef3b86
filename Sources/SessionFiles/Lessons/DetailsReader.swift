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

  private var isInTitle = false

  /// The pieces of the next line, which together are the line.
  mutating func pieces(of line: ReadLine) -> [Piece] {
    var rest = line.text
    var start = rest.startIndex
    switch line.kind {
    case .blank, .code, .opening, .inside, .closing: start = rest.endIndex
    case .text: break
    case .html(let block, let goesOn):
      // In a comment, a script or preformatted text nothing is a tag.
      guard let end = block.end else { break }
      start =
        goesOn
        ? rest.endIndex
        : rest.firstRange(of: Regex<Substring>(verbatim: end).ignoresCase())?.upperBound ?? rest.endIndex
    }
    if start == rest.endIndex || !isInTitle && !rest.utf8.contains(UInt8(ascii: "<")) {
      return [Piece(kind: .text, text: rest)]
    }
    var pieces: [Piece] = []
    func add(_ end: String.Index) {
      if rest.startIndex < end { pieces.append(Piece(kind: isInTitle ? .title : .text, text: rest[..<end])) }
      rest = rest[end...]
    }
    // By scalars: as characters others equal a backtick.
    let tag = /`+[^`]*`+|<!--.*?-->|<(\/?)(details|summary)\b[^<>]*>/.ignoresCase().matchingSemantics(.unicodeScalar)
    for match in line.text[start...].matches(of: tag) {
      guard let (slash, name) = match.output.1.map({ ($0, match.output.2?.lowercased()) }) else { continue }
      add(match.range.lowerBound)
      rest = rest[match.range.upperBound...]
      let isOpening = slash.isEmpty
      if name == "summary" { isInTitle = isOpening }
      pieces.append(
        Piece(kind: name == "summary" ? .tag : isOpening ? .opening : .closing, text: line.text[match.range]))
    }
    add(line.text.endIndex)
    return pieces
  }
}
