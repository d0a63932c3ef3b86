/// A text cell of a notebook as prose of a session file: what it shows in blocks is shown there, too, and nothing in it is
/// executed or reaches into the cells behind it.
struct ShownProse {
  /// The prose.
  private(set) var text: String
  /// How many blocks of commands or outputs are marked as shown only.
  private(set) var shownCount = 0
  /// Whether a block or a comment was closed at the end.
  private(set) var isClosed = false
  private let language: String

  /// - Parameter language: the name of the language, which the fences bear.
  init(_ source: String, language: String) {
    text = source
    self.language = language
    if isInert { return }
    var lines: [String] = []
    var open: (fence: Fence, margin: String, isQuoted: Bool)?
    var items = ListItems()
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if let (fence, _, isQuoted) = open {
        let bare = isQuoted ? line.drop { " \t>".contains($0) } : line
        if fence.isClosed(by: bare, from: items.column) || fence.isClosed(by: bare) { open = nil }
        lines.append(String(line))
        continue
      }
      let pieces = FenceLine(line)
      _ = items.take(line)
      guard pieces.before.allSatisfy({ " \t>-+*.)0123456789".contains($0) }), pieces.marks.utf8.count >= 3,
        let fence = Fence(pieces.marks + pieces.rest)
      else {
        lines.append(String(line))
        continue
      }
      open = (fence, pieces.margin, pieces.before.contains(">"))
      let isOurs = SessionFileParser.isNearly(ours: fence, language)
      if isOurs { shownCount += 1 }
      lines.append(isOurs ? pieces.before + pieces.marks + "text" : String(line))
    }
    if let (fence, margin, _) = open {
      lines.append(margin + fence.marks)
      isClosed = true
    }
    text = lines.joined(separator: "\n")
    if isInert { return }
    for end in ["-->", "</pre>", "</script>", "</style>", "</textarea>"] {
      let open = text
      text += "\n" + end
      isClosed = true
      if isInert { return }
      text = open
    }
  }

  /// Whether it is prose alone and leaves the cells behind it alone.
  var isInert: Bool {
    let cell = "```\(language)\n```\n"
    guard let file = try? SessionFile(cell + "\n" + text + "\n\n" + cell, language: language), file.parts.count == 3,
      case .cell(let before) = file.parts[0], before.expected == nil, case .prose = file.parts[1],
      case .cell(let after) = file.parts[2], after.text == cell
    else { return false }
    return true
  }
}
