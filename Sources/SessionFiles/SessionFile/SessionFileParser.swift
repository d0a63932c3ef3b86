import CommandLanguage

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
      guard let fence = Fence(lines[index]) else {
        if !lines[index].trimmed.isEmpty { mayTakeOutput = false }
        index += 1
        continue
      }
      let isOurs = fence.isAtMargin && fence.mark == "`"
      if isOurs, fence.language == language {
        try cell(fence)
      } else if isOurs, fence.information == "output" {
        try output(fence)
      } else {
        _ = try block(fence)
        mayTakeOutput = false
      }
    }
    endProse(before: text.endIndex)
    return SessionFile(header: header, parts: parts)
  }

  /// Reads the lines between a first line `---` and the next.
  private mutating func header() throws(LocatedError) -> SessionHeader {
    guard let first = lines.first, first.trimmedEnd == "---" else { return SessionHeader() }
    guard let end = lines.dropFirst().firstIndex(where: { $0.trimmedEnd == "---" }) else {
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
          opening: String(opening), attributes: attributes, code: String(content), closing: String(closing), line: line)
      ))
    proseStart = closing.endIndex
    mayTakeOutput = true
  }

  /// Reads the output block of the cell before it.
  private mutating func output(_ fence: Fence) throws(LocatedError) {
    guard mayTakeOutput, case .cell(var cell)? = parts.last else {
      throw LocatedError(
        .malformed(found: "an output block without commands", expected: "a ```\(language) block right before it"),
        at: place(index), length: lines[index].trimmedEnd.count)
    }
    let opening = lines[index]
    let gap = text[proseStart..<opening.startIndex]
    let line = index + 2
    let (content, closing) = try block(fence)
    cell.expected = ExpectedOutput(
      gap: String(gap), opening: String(opening), content: String(content), closing: String(closing), line: line)
    parts[parts.count - 1] = .cell(cell)
    proseStart = closing.endIndex
    mayTakeOutput = false
  }

  /// Steps over a fenced block; its content and the line that closes it.
  private mutating func block(_ fence: Fence) throws(LocatedError) -> (content: Substring, closing: Substring) {
    let start = index
    index += 1
    while index < lines.count {
      let line = lines[index]
      index += 1
      if fence.isClosed(by: line) { return (text[lines[start].endIndex..<line.startIndex], line) }
    }
    let marks = String(repeating: fence.mark, count: fence.length)
    throw LocatedError(
      .malformed(found: "an unclosed block", expected: "a line \(marks) at its end"), at: place(start),
      length: lines[start].trimmedEnd.count)
  }

  private mutating func endProse(before end: String.Index) {
    if proseStart < end { parts.append(.prose(String(text[proseStart..<end]))) }
    proseStart = end
  }

  private func place(_ index: Int) -> SourceLocation {
    let indentation = lines[index].prefix { $0 == " " }.count
    return SourceLocation(line: index + 1, column: indentation + 1)
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
