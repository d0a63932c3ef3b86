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
    var open: (fence: Fence, margin: String)?
    var items = ListItems()
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      if let (fence, margin) = open {
        if fence.isClosed(by: line, from: items.column) || fence.isClosed(by: line) { open = nil }
        _ = margin
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
      open = (fence, pieces.margin)
      let isOurs = fence.language == language || fence.information == "output"
      if isOurs { shownCount += 1 }
      lines.append(isOurs ? pieces.before + pieces.marks + "text" : String(line))
    }
    if let (fence, margin) = open {
      lines.append(margin + fence.marks)
      isClosed = true
    }
    text = lines.joined(separator: "\n")
    if !isInert {
      text += "\n-->"
      isClosed = true
    }
  }

  /// Whether it is prose alone and leaves the cells behind it alone.
  private var isInert: Bool {
    guard let file = try? SessionFile("\n" + text + "\n```\(language)\n```\n", language: language),
      file.parts.count == 2,
      case .prose = file.parts[0], case .cell = file.parts[1]
    else { return false }
    return true
  }
}
