/// The command blocks of a Markdown file.
package enum CommandBlocks {
  private static let fence = "```"

  /// The blocks that begin with ```` ```croute ````, in order, knowing their lines; those with `run=false` are left out.
  ///
  /// - Throws: `SessionError.file` for a block that never ends.
  package static func sources(of text: String, name: String) throws(SessionError) -> [Source] {
    var sources: [Source] = []
    let lines = Source(text).text.split(separator: "\n", omittingEmptySubsequences: false)
    var index = 0
    while index < lines.count {
      let marks = lines[index].prefix { $0 == "`" }
      index += 1
      if marks.count < fence.count { continue }
      let first = index
      let information = lines[first - 1].dropFirst(marks.count).split(separator: " ")
      while index < lines.count, !lines[index].isFence(closing: marks) { index += 1 }
      guard information.first == "croute" else {
        index += 1
        continue
      }
      if index == lines.count { throw .file(path: "\(name):\(first)", reason: "the block is never closed") }
      if !information.contains("run=false") {
        sources.append(Source(lines[first..<index].joined(separator: "\n"), name: name, firstLine: first + 1))
      }
      index += 1
    }
    return sources
  }
}

extension Substring {
  fileprivate func isFence(closing marks: Substring) -> Bool {
    hasPrefix(marks) && allSatisfy { $0 == "`" || $0 == " " }
  }
}
