import Input
import Traces

/// A cell of a notebook: a run of prose, or commands with what their blocks look like in the session file.
package struct NotebookCell {
  /// What the cell holds.
  package enum Content {
    /// Prose, without blank lines at its ends and without its last line end.
    case prose(String)
    case commands(SessionCell)
  }

  package var content: Content
  /// How many blank lines stand before it.
  package var blankLines: Int
  /// Whether it is the first one.
  var isFirst: Bool

  /// How many blank lines stand before a cell unless its metadata say otherwise.
  static func usualBlankLines(isFirst: Bool) -> Int { isFirst ? 0 : 1 }

  /// The cells of a session file whose last line is whole, and the blank lines behind them.
  package static func cells(of file: SessionFile) -> (cells: [NotebookCell], blankLinesAfter: Int) {
    var cells: [NotebookCell] = []
    var blankLines = 0
    for part in file.parts {
      switch part {
      case .cell(let cell):
        cells.append(NotebookCell(content: .commands(cell), blankLines: blankLines, isFirst: cells.isEmpty))
        blankLines = 0
      case .prose(let text):
        let lines = text.linesWithEnds
        guard let first = lines.firstIndex(where: { $0 != "\n" }), let last = lines.lastIndex(where: { $0 != "\n" })
        else {
          blankLines += lines.count
          continue
        }
        let core = text[lines[first].startIndex..<lines[last].endIndex]
        cells.append(
          NotebookCell(content: .prose(String(core.dropLast())), blankLines: blankLines + first, isFirst: cells.isEmpty)
        )
        blankLines = lines.count - 1 - last
      }
    }
    return (cells, blankLines)
  }

  /// What the notebook stores beside the source, so that the file can be given back byte for byte.
  package var metadata: JSONValue {
    var croute: [JSONValue.Member] = []
    var members: [JSONValue.Member] = []
    if blankLines != Self.usualBlankLines(isFirst: isFirst) { croute.append(.init("before", .integer(blankLines))) }
    if case .commands(let cell) = content {
      croute.append(.init("fence", .string(String(cell.opening.dropLast()))))
      if cell.closing != cell.opening.prefix(while: { $0 == "`" }) + "\n" {
        croute.append(.init("close", .string(String(cell.closing.dropLast()))))
      }
      if cell.code.isEmpty { croute.append(.init("empty", true)) }
      if let expected = cell.expected { croute.append(.init("output", NotebookJSON.lines(expected.text))) }
      if let name = cell.attributes.name { members.append(.init("name", .string(name))) }
      // nbclient leaves out cells with this tag.
      let tags = cell.attributes.tags + (cell.attributes.isRun ? [] : ["skip-execution"])
      if !tags.isEmpty { members.append(.init("tags", .array(tags.map { .string($0) }))) }
    }
    if !croute.isEmpty { members.append(.init("croute", .object(croute))) }
    return .object(members)
  }

  /// The text of the cell.
  package var source: String {
    switch content {
    case .prose(let text): text
    case .commands(let cell): String(cell.code.dropLast())
    }
  }

  /// The name of the cell's block, if it has one.
  var name: String? {
    if case .commands(let cell) = content { cell.attributes.name } else { nil }
  }
}

/// Gives cells ids that stay the same as long as their names or, without a name, their texts do.
package struct NotebookCellIDs {
  private var taken: Set<String> = []

  package init() {}

  /// An id of at most 64 letters, digits, `-` and `_` that no cell before has.
  package mutating func id(of cell: NotebookCell) -> String {
    let name = cell.name?.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
    return id(named: name.map { String($0.prefix(56)) } ?? Self.hash(cell.source))
  }

  /// That id, or one made of it that no cell before has.
  package mutating func id(named base: String) -> String {
    var id = base
    var count = 1
    while !taken.insert(id).inserted {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }

  /// FNV-1a in 64 bits, as 16 hexadecimal digits.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
