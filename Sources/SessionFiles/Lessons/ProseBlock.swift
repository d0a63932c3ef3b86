/// A block of prose: a paragraph, a heading or an item of a list; a fenced or an indented block; a comment.
struct ProseBlock {
  enum Kind {
    case text
    /// A fenced block.
    case fence(Fence)
    /// An indented block of code.
    case code
    case comment
  }

  var kind: Kind
  /// Its lines.
  var lines: [ReadLine]
  /// The line of the file at which it begins.
  let line: Int

  /// The lines as they stand in the file.
  var text: String { lines.map(\.text).joined() }

  /// What a fenced block holds, without the blanks by which its fence is indented.
  var content: String {
    let margin = FenceLine(lines[0].text).margin.count
    return lines.dropFirst().compactMap { line -> Substring? in
      guard case .inside = line.kind else { return nil }
      return line.text.dropFirst(min(margin, line.text.prefix { $0 == " " }.count))
    }.joined()
  }

  /// The blocks of a run of lines, in order, without the blank lines between them.
  ///
  /// - Parameter firstLine: the line of the file at which the run begins.
  static func blocks(of lines: [ReadLine], firstLine: Int) -> [ProseBlock] {
    var blocks: [ProseBlock] = []
    var open: ProseBlock?
    for (index, line) in lines.enumerated() {
      func add(as kind: Kind) {
        if let block = open { blocks.append(block) }
        open = ProseBlock(kind: kind, lines: [line], line: firstLine + index)
      }
      func isHeading(_ line: ReadLine?) -> Bool { line?.text.hasPrefix("#") ?? false }
      switch (line.kind, open?.kind) {
      case (.blank, _):
        if let block = open { blocks.append(block) }
        open = nil
      case (.opening(let fence), _): add(as: .fence(fence))
      case (.inside, .fence), (.closing, .fence), (.code, .code), (.html(_, _), .comment): open?.lines.append(line)
      case (.html(_, _), nil) where line.text.trimmed.hasPrefix("<!--"): add(as: .comment)
      case (.html(_, _), .text) where !line.beginsItem: open?.lines.append(line)
      case (.code, _), (.inside, _), (.closing, _): add(as: .code)
      case (.text, .text) where !line.beginsItem && !isHeading(line) && !isHeading(open?.lines.first):
        open?.lines.append(line)
      case (.text, _), (.html(_, _), _): add(as: .text)
      }
      // A fenced block and a comment end with their last lines.
      switch (line.kind, open?.kind) {
      case (.closing, _), (.html(_, false), .comment):
        if let block = open { blocks.append(block) }
        open = nil
      default: break
      }
    }
    return blocks + (open.map { [$0] } ?? [])
  }
}

extension SessionFile {
  /// The runs of prose and the cells in order, each with the line at which it begins.
  var linedParts: [(part: Part, line: Int)] {
    var line = header.text.utf8.count { $0 == 0x0A } + 1
    return parts.map { part in
      defer { line += part.text.utf8.count { $0 == 0x0A } }
      return (part, line)
    }
  }

  /// The blocks of each part, none of a cell.
  var proseBlocks: [[ProseBlock]] {
    zip(linedParts, readLines).map { part, lines in
      if case .prose = part.part { ProseBlock.blocks(of: lines, firstLine: part.line) } else { [] }
    }
  }
}
