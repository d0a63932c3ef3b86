/// Says of the lines of Markdown, one after the other, which block each belongs to (CommonMark 4 and 5).
struct BlockReader {
  /// What a line belongs to.
  enum Kind {
    case blank
    /// A paragraph, a heading, an item of a list or a quotation.
    case text
    /// An indented block of code.
    case code
    /// Raw HTML, in which fences are text; whether it goes on behind the line.
    case html(HTMLBlock, goesOn: Bool)
    /// The line that opens a fenced block.
    case opening(Fence)
    /// A line in a fenced block, and the one that closes it.
    case inside, closing
  }

  /// What stands in the latest line behind the markers of items that it begins.
  private(set) var content: Substring = ""
  /// Whether the latest line begins an item of a list.
  private(set) var beginsItem = false
  private var items = ListItems()
  private var fence: Fence?
  private var html: HTMLBlock?

  /// The column at which the content begins of the list item that the latest line stands in; 0 outside of lists.
  var column: Int { items.column }

  /// Whether the line, which is not blank, ends the list item and with it the fenced block or HTML that the line before stands in.
  func endsItem(_ line: Substring) -> Bool { line.indentation.columns < items.column }

  /// What the next line belongs to.
  mutating func take(_ line: Substring) -> Kind {
    (content, beginsItem) = (line, false)
    let isBlank = line.trimmed.isEmpty
    let isWithin = isBlank || !endsItem(line)
    if let open = fence, isWithin {
      if !open.isClosed(by: line, from: items.column) { return .inside }
      fence = nil
      return .closing
    }
    if let open = html, isWithin, !isBlank || open.end != nil {
      if open.isClosed(by: line) { html = nil }
      return .html(open, goesOn: html != nil)
    }
    (fence, html) = (nil, nil)
    let isCode = items.isCode(line)
    let isInParagraph = items.isInParagraph
    beginsItem = !isBlank && items.begins(line)
    let position: Int
    (content, position) = items.take(line)
    if isBlank || isCode { return isBlank ? .blank : .code }
    // Behind a list's marker as if blanks stood in its place.
    let shown = position == 0 ? line : Substring(String(repeating: " ", count: position) + content)
    if let opened = Fence(shown, from: position == 0 ? items.column : position) {
      fence = opened
      return .opening(opened)
    }
    guard content.indentation.columns < items.column + 4,
      let opened = HTMLBlock(content.trimmed, continuesParagraph: isInParagraph && position == 0)
    else { return .text }
    html = opened.isClosed(by: content) ? nil : opened
    items.endParagraph()
    return .html(opened, goesOn: html != nil)
  }
}

/// A line of a session file with the block that it belongs to.
struct ReadLine {
  let text: Substring
  let kind: BlockReader.Kind
  /// Whether it begins an item of a list.
  let beginsItem: Bool

  /// Whether it opens an exercise.
  var opensExercise: Bool { if case .opening(let fence) = kind { fence.language == "exercise" } else { false } }
}

extension SessionFile {
  /// The lines of each part; what a list or HTML begins in one goes on in the next.
  var readLines: [[ReadLine]] {
    var reader = BlockReader()
    return parts.map { part in
      part.text.linesWithEnds.map { line in
        let kind = reader.take(line)
        return ReadLine(text: line, kind: kind, beginsItem: reader.beginsItem)
      }
    }
  }
}
