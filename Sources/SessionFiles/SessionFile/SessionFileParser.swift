import CommandLanguage
import Display

/// Cuts a session file into header, prose and cells.
struct SessionFileParser {
  private let text: String
  private let language: String
  /// The lines, each with the line end that it has.
  private let lines: [Substring]
  private var index = 0
  private var parts: [SessionFile.Part] = []
  private var proseStart: String.Index
  /// Whether only blank lines lie between a command block and here, so that an output block may follow.
  private var mayTakeOutput = false
  private var reader = BlockReader()

  init(_ text: String, language: String) {
    self.text = text
    self.language = language
    lines = text.linesWithEnds
    proseStart = text.startIndex
  }

  mutating func file() throws(LocatedError) -> SessionFile {
    let header = try header()
    if index < lines.count { proseStart = lines[index].startIndex } else { proseStart = text.endIndex }
    while index < lines.count {
      let line = lines[index]
      switch reader.take(line) {
      case .opening(let fence) where fence.language == language: try cell(fence)
      case .opening(let fence) where fence.information == "output": try output(fence)
      case .opening(let fence):
        try refuseMisspelled(fence)
        _ = try block(fence, isOurs: false)
        mayTakeOutput = false
      case .html(let block, _):
        try refuseInHTML(line, block)
        mayTakeOutput = false
        index += 1
      case .blank: index += 1
      case .text, .code, .inside, .closing:
        try refuseHidden(reader.content)
        mayTakeOutput = false
        index += 1
      }
    }
    endProse(before: text.endIndex)
    return SessionFile(header: header, parts: parts)
  }

  /// Refuses a command or output block in HTML where a blank line before it would make it one; in a comment, a script or
  /// preformatted text nobody expects any.
  private func refuseInHTML(_ line: Substring, _ block: HTMLBlock) throws(LocatedError) {
    guard block.end == nil, let fence = Fence(line, from: reader.column),
      fence.language == language || fence.language == "output"
    else { return }
    throw LocatedError(
      .malformed(found: "a block in HTML", expected: "a blank line before it"), at: place(index),
      length: line.trimmed.count)
  }

  /// Refuses a command block, or the output block of the one before, where none is looked for: in a quotation, and behind a
  /// list's marker with a tab.
  private func refuseHidden(_ line: Substring) throws(LocatedError) {
    var (isQuoted, isTabbed) = (false, false)
    var rest = line.trimmed
    while true {
      if rest.first == ">" {
        isQuoted = true
        rest = rest.dropFirst().trimmed
      } else if let width = ListItems.marker(rest), width < rest.utf8.count {
        rest = rest.dropFirst(width)
        isTabbed = isTabbed || rest[..<rest.indentation.end].contains("\t")
        rest = rest.trimmed
      } else {
        break
      }
    }
    guard isQuoted || isTabbed, let fence = Fence(rest) else { return }
    let isOutput = mayTakeOutput && fence.language == "output"
    guard isOutput || fence.language == language else { return }
    throw LocatedError(
      .malformed(
        found: (isOutput ? "an output block" : "a command block") + (isQuoted ? " in a quotation" : " after a tab"),
        expected: isQuoted ? "it at the margin or in a list" : "spaces after the list's marker"),
      at: place(index), length: lines[index].trimmed.count)
  }

  /// Whether a block is one of commands, or nearly one of outputs.
  static func isNearly(ours fence: Fence, _ language: String) -> Bool {
    fence.language == language || Suggestion.nearest(to: String(fence.language), in: ["output"]) != nil
  }

  /// Refuses a block behind commands that is nearly one of outputs.
  private func refuseMisspelled(_ fence: Fence) throws(LocatedError) {
    guard mayTakeOutput, Self.isNearly(ours: fence, language) else { return }
    throw LocatedError(
      .malformed(found: fence.marks + fence.information, expected: fence.marks + "output"), at: place(index),
      length: lines[index].trimmed.count)
  }

  /// Reads the lines between a first line `---` and the next. It is a rule instead before a blank line, and where no line closes
  /// it before a line that begins with no key; unless the key of the language comes behind it.
  private mutating func header() throws(LocatedError) -> SessionHeader {
    guard let first = lines.first, first.trimmedEnd == "---" else { return SessionHeader() }
    let close = lines.dropFirst().firstIndex { $0.trimmedEnd == "---" }
    let inner = close.map { lines[1..<$0] } ?? lines.dropFirst().prefix { !$0.trimmed.isEmpty }
    let isPlain = HeaderReader(lines: Array(inner), firstLine: 2).isWithout(language)
    let isRule =
      close == nil
      ? inner.first?.starts(with: /["']?[\w-]+["']? *:(\s|$)/) != true : inner.first?.trimmed.isEmpty == true
    if isPlain, isRule { return SessionHeader() }
    guard let end = close else {
      throw LocatedError(
        .malformed(found: "an unclosed header", expected: "a line '---' at its end"), at: place(0), length: 3
      )
    }
    index = end + 1
    return try SessionHeader(
      text: String(text[..<lines[end].endIndex]), lines: Array(lines[1..<end]), firstLine: 2, language: language)
  }

  /// Reads a command block.
  private mutating func cell(_ fence: Fence) throws(LocatedError) {
    let opening = lines[index]
    let line = index + 1
    let attributes = try CellAttributes(opening: opening, line: line)
    endProse(before: opening.startIndex)
    let (content, closing) = try block(fence)
    parts.append(
      .cell(
        SessionCell(
          opening: String(opening), attributes: attributes, code: content, closing: String(closing), line: line)
      ))
    proseStart = closing.endIndex
    mayTakeOutput = true
  }

  /// Reads the output block of the cell before it.
  private mutating func output(_ fence: Fence) throws(LocatedError) {
    guard mayTakeOutput, case .cell(var cell)? = parts.last else {
      throw LocatedError(
        .malformed(found: "an output block without commands", expected: "a ```\(language) block right before it"),
        at: place(index), length: lines[index].trimmed.count)
    }
    let opening = lines[index]
    let gap = text[proseStart..<opening.startIndex]
    let line = index + 2
    let (content, closing) = try block(fence)
    cell.expected = ExpectedOutput(
      gap: String(gap), opening: String(opening), content: content, closing: String(closing), line: line)
    parts[parts.count - 1] = .cell(cell)
    proseStart = closing.endIndex
    mayTakeOutput = false
  }

  /// Steps over a fenced block; its content without the margin, and the line that closes it.
  private mutating func block(_ fence: Fence, isOurs: Bool = true) throws(LocatedError) -> (
    content: String, closing: Substring
  ) {
    let start = index
    let margin = FenceLine(lines[start]).margin
    var content: [Substring] = []
    index += 1
    while index < lines.count {
      let line = lines[index]
      let isBlank = line.trimmed.isEmpty
      if !isBlank, reader.endsItem(line) { break }
      index += 1
      if case .closing = reader.take(line) { return (content.joined(), line) }
      if !isOurs { continue }
      if !isBlank, !line.hasPrefix(margin) {
        throw LocatedError(
          .malformed(
            found: "a line that is indented less than its block",
            expected: "at least the block's \(Format.count(margin.count, "space"))"),
          at: place(index - 1), length: line.trimmed.count)
      }
      content.append(isBlank ? line : line.dropFirst(margin.count))
    }
    if !isOurs, index < lines.count { return ("", lines[index - 1]) }
    throw LocatedError(
      .malformed(found: "an unclosed block", expected: "a line \(fence.marks) at its end"), at: place(start),
      length: lines[start].trimmed.count)
  }

  private mutating func endProse(before end: String.Index) {
    if proseStart < end { parts.append(.prose(String(text[proseStart..<end]))) }
    proseStart = end
  }

  private func place(_ index: Int) -> SourceLocation {
    let blanks = lines[index].prefix { $0 == " " || $0 == "\t" }.count
    return SourceLocation(line: index + 1, column: blanks + 1)
  }
}

extension String {
  /// The lines, each with the line end that it has.
  var linesWithEnds: [Substring] {
    var lines: [Substring] = []
    var start = startIndex
    while start < endIndex {
      let end = utf8[start...].firstIndex(of: 0x0A).map { utf8.index(after: $0) } ?? endIndex
      lines.append(self[start..<end])
      start = end
    }
    return lines
  }
}

extension Substring {
  /// The text without blanks and line ends at its end.
  var trimmedEnd: Substring {
    guard let last = utf8.lastIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A }) else {
      return self[..<startIndex]
    }
    return self[...last]
  }
}
