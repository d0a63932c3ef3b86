/// The comparison of an output block with the actual output.
package struct OutputComparison {
  private let expected: [String]
  private let found: [String]
  private let alignment: OutputAlignment
  private let block: ExpectedOutput

  /// - Parameters:
  ///   - text: the output of the cell.
  ///   - folder: the folder of the session file.
  package init(_ block: ExpectedOutput, _ attributes: CellAttributes, text: String, folder: String) {
    self.block = block
    expected = block.content.linesWithEnds.map { $0.hasSuffix("\n") ? String($0.dropLast()) : String($0) }
    found = OutputText(text, folder: folder).lines
    let patterns = OutputText(block.content, folder: folder).lines.map {
      LinePattern($0, tolerance: attributes.tolerance, isExact: attributes.check == .exact)
    }
    alignment = OutputAlignment(patterns, found)
  }

  /// Whether the output is as expected.
  package var isMatch: Bool { alignment.isMatch }

  /// The difference.
  package var difference: UnifiedDiff { UnifiedDiff(alignment, expected: expected, found: found, line: block.line) }

  /// The corrected block: lines that still match stay as they are.
  package var updated: ExpectedOutput {
    if isMatch { return block }
    var block = block
    block.content = alignment.steps.map { step in
      switch step {
      case .kept(let index): expected[index] + "\n"
      case .added(let index): found[index] + "\n"
      case .removed: ""
      }
    }.joined()
    let current = block.opening.prefix { $0 == "`" }
    let marks = Fence.marks(around: block.content, minimum: current.count)
    if marks.count > current.count {
      block.opening = marks + block.opening.dropFirst(current.count)
      block.closing = marks + (block.closing.hasSuffix("\n") ? "\n" : "")
    }
    return block
  }
}
