/// A block of prose: a paragraph, a heading or an item of a list; a fenced or an indented block; a comment.
struct ProseBlock: Equatable {
  enum Kind: Equatable {
    case text
    /// A fenced block, and what stands between its fences.
    case fence(Fence, content: String)
    /// An indented block of code.
    case code
    case comment
  }

  let kind: Kind
  /// Whole lines, as they stand in the file.
  let text: String
  /// The line at which it begins.
  let line: Int

  /// The blocks of a run of prose, in order, without the blank lines between them.
  ///
  /// - Parameters:
  ///   - firstLine: the line of the file at which the prose begins.
  ///   - items: the list items that it begins in, and then those that it ends in.
  static func blocks(of prose: String, firstLine: Int, in items: inout ListItems) -> [ProseBlock] {
    var blocks: [ProseBlock] = []
    var lines = prose.linesWithEnds[...]
    var number = firstLine
    var text: [Substring] = []
    var isText = true
    func take() -> Substring {
      number += 1
      return lines.removeFirst()
    }
    func close() {
      if !text.isEmpty {
        blocks.append(ProseBlock(kind: isText ? .text : .code, text: text.joined(), line: number - text.count))
      }
      text = []
    }
    while let line = lines.first {
      let isCode = items.isCode(line)
      if line.trimmed.isEmpty {
        close()
        _ = items.take(take())
      } else if let fence = Fence(line) {
        close()
        let start = number
        _ = items.take(line)
        var whole = String(take())
        var content = ""
        while let next = lines.first {
          whole += take()
          if fence.isClosed(by: next) { break }
          content += next
        }
        blocks.append(ProseBlock(kind: .fence(fence, content: content), text: whole, line: start))
      } else if line.trimmed.hasPrefix("<!--"), text.isEmpty, !isCode {
        let start = number
        items.endParagraph()
        var whole = ""
        while let next = lines.first {
          whole += take()
          if next.contains("-->") { break }
        }
        blocks.append(ProseBlock(kind: .comment, text: whole, line: start))
      } else {
        // A heading, and each item of a list, is a block of its own.
        if isCode == isText || line.hasPrefix("#") || items.begins(line) || text.first?.hasPrefix("#") == true {
          close()
        }
        isText = !isCode
        _ = items.take(line)
        text.append(take())
      }
    }
    close()
    return blocks
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

  /// The blocks of each part, none of a cell. A list goes on behind a cell that stands in it.
  var proseBlocks: [[ProseBlock]] {
    var items = ListItems()
    return linedParts.map { part, line in
      switch part {
      case .prose(let text): return ProseBlock.blocks(of: text, firstLine: line, in: &items)
      case .cell(let cell):
        _ = items.take(cell.opening[...])
        return []
      }
    }
  }
}
