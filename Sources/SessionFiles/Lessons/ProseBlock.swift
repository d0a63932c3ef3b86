/// A block of prose: a paragraph, a heading or an item of a list; a fenced block; a comment.
struct ProseBlock: Equatable {
  enum Kind: Equatable {
    case text
    /// A fenced block, and what stands between its fences.
    case fence(Fence, content: String)
    case comment
  }

  let kind: Kind
  /// Whole lines, as they stand in the file.
  let text: String
  /// The line at which it begins.
  let line: Int

  /// The blocks of a run of prose, in order, without the blank lines between them.
  ///
  /// - Parameter firstLine: the line of the file at which the prose begins.
  static func blocks(of prose: String, firstLine: Int) -> [ProseBlock] {
    var blocks: [ProseBlock] = []
    var lines = prose.linesWithEnds[...]
    var number = firstLine
    var text: [Substring] = []
    var items = ListItems()
    func take() -> Substring {
      number += 1
      return lines.removeFirst()
    }
    func close() {
      if !text.isEmpty { blocks.append(ProseBlock(kind: .text, text: text.joined(), line: number - text.count)) }
      text = []
    }
    while let line = lines.first {
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
      } else if line.trimmed.hasPrefix("<!--"), text.isEmpty {
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
        if line.hasPrefix("#") || items.begins(line) || text.first?.hasPrefix("#") == true { close() }
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
}
