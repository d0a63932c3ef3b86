/// The changes of an output block, in the format of `diff -u`.
package struct UnifiedDiff {
  private struct Line {
    var mark: Character
    var text: String
    /// How many lines of the file, and of the file as it would become, are above it.
    var before: (old: Int, new: Int)
  }

  private var lines: [Line] = []
  /// The line of the file at which the first change is.
  package private(set) var firstLine: Int

  /// - Parameters:
  ///   - expected: the lines of the block as they stand in the file.
  ///   - found: the lines of the output.
  ///   - line: the line of the file at which the block's content begins.
  package init(_ alignment: OutputAlignment, expected: [String], found: [String], line: Int) {
    var (old, new) = (line - 1, line - 1)
    firstLine = line
    var isChanged = false
    for step in alignment.steps {
      if case .kept = step {
      } else if !isChanged {
        isChanged = true
        firstLine = old + 1
      }
      switch step {
      case .kept(let index):
        lines.append(Line(mark: " ", text: expected[index], before: (old, new)))
        old += 1
        new += 1
      case .removed(let index):
        lines.append(Line(mark: "-", text: expected[index], before: (old, new)))
        old += 1
      case .added(let index):
        lines.append(Line(mark: "+", text: found[index], before: (old, new)))
        new += 1
      }
    }
  }

  /// The changes with up to three lines around each.
  package func text() -> String {
    var text = ""
    for hunk in hunks {
      let (old, new) = (hunk.count { $0.mark != "+" }, hunk.count { $0.mark != "-" })
      let first = hunk[hunk.startIndex].before
      text += "@@ -\(Self.range(first.old, old)) +\(Self.range(first.new, new)) @@\n"
      text += hunk.map { "\($0.mark)\($0.text)\n" }.joined()
    }
    return text
  }

  /// Runs of lines around changes that are near one another.
  private var hunks: [ArraySlice<Line>] {
    let context = 3
    var ranges: [Range<Int>] = []
    for index in lines.indices where lines[index].mark != " " {
      let range = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = ranges.last, last.upperBound >= range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges.map { lines[$0] }
  }

  private static func range(_ before: Int, _ count: Int) -> String {
    count == 1 ? "\(before + 1)" : "\(count == 0 ? before : before + 1),\(count)"
  }
}
