/// The alignment of an output block with an output: the fewest changes that correct the block.
package struct OutputAlignment {
  /// A line of the block or of the output.
  package enum Step: Equatable {
    /// The line of the block at that index matches; `...` matches any lines.
    case kept(Int)
    /// The line of the block has to go.
    case removed(Int)
    /// The line of the output has to come in.
    case added(Int)
  }

  /// The steps from top to bottom; in a run of changes, removals come first.
  package private(set) var steps: [Step] = []

  /// Whether the output is as expected.
  package var isMatch: Bool { steps.allSatisfy { if case .kept = $0 { true } else { false } } }

  package init(_ patterns: [LinePattern], _ lines: [String]) {
    if Self.matches(patterns, lines) {
      steps = patterns.indices.map { .kept($0) }
      return
    }
    var start = 0
    while start < min(patterns.count, lines.count), !patterns[start].isAnyLines, patterns[start].matches(lines[start]) {
      start += 1
    }
    var (patternEnd, lineEnd) = (patterns.count, lines.count)
    while patternEnd > start, lineEnd > start, !patterns[patternEnd - 1].isAnyLines,
      patterns[patternEnd - 1].matches(lines[lineEnd - 1])
    {
      patternEnd -= 1
      lineEnd -= 1
    }
    steps = (0..<start).map { .kept($0) }
    if (patternEnd - start + 1) * (lineEnd - start + 1) > 4_000_000 {
      steps += (start..<patternEnd).map { .removed($0) } + (start..<lineEnd).map { .added($0) }
    } else {
      align(patterns, start..<patternEnd, lines, start..<lineEnd)
    }
    steps += (patternEnd..<patterns.count).map { .kept($0) }
  }

  /// Whether lines follow patterns; `...` takes as few lines as it can and more where it must.
  private static func matches(_ patterns: [LinePattern], _ lines: [String]) -> Bool {
    var (p, l) = (0, 0)
    var latestAny: (pattern: Int, line: Int)?
    while l < lines.count {
      if p < patterns.count, patterns[p].isAnyLines {
        latestAny = (p, l)
        p += 1
      } else if p < patterns.count, patterns[p].matches(lines[l]) {
        p += 1
        l += 1
      } else if let any = latestAny {
        p = any.pattern + 1
        l = any.line + 1
        latestAny = (any.pattern, l)
      } else {
        return false
      }
    }
    return patterns[p...].allSatisfy(\.isAnyLines)
  }

  private static let change = 1_000_000

  /// The cheapest way through: a removed or added line costs most, one that replaces another as much as one change, one
  /// that `...` takes in nearly nothing.
  private mutating func align(
    _ patterns: [LinePattern], _ rows: Range<Int>, _ lines: [String], _ columns: Range<Int>
  ) {
    let (height, width) = (rows.count, columns.count)
    var costs = [Int](repeating: 0, count: (height + 1) * (width + 1))
    var isMatch = [Bool](repeating: false, count: height * width)
    func at(_ row: Int, _ column: Int) -> Int { row * (width + 1) + column }
    for column in stride(from: width - 1, through: 0, by: -1) {
      costs[at(height, column)] = costs[at(height, column + 1)] + Self.change
    }
    for row in stride(from: height - 1, through: 0, by: -1) {
      let pattern = patterns[rows.lowerBound + row]
      costs[at(row, width)] = costs[at(row + 1, width)] + (pattern.isAnyLines ? 0 : Self.change)
      for column in stride(from: width - 1, through: 0, by: -1) {
        if pattern.isAnyLines {
          costs[at(row, column)] = min(costs[at(row + 1, column)], costs[at(row, column + 1)] + 1)
          continue
        }
        let matches = pattern.matches(lines[columns.lowerBound + column])
        isMatch[row * width + column] = matches
        costs[at(row, column)] = min(
          costs[at(row + 1, column + 1)] + (matches ? 0 : Self.change + 1),
          min(costs[at(row + 1, column)], costs[at(row, column + 1)]) + Self.change)
      }
    }
    var (row, column) = (0, 0)
    var added: [Step] = []
    while row < height || column < width {
      let cost = costs[at(row, column)]
      let isAny = row < height && patterns[rows.lowerBound + row].isAnyLines
      if isAny, column == width || cost == costs[at(row + 1, column)] {
        keep(rows.lowerBound + row, after: &added)
        row += 1
      } else if isAny {
        column += 1
      } else if row < height, column < width, isMatch[row * width + column], cost == costs[at(row + 1, column + 1)] {
        keep(rows.lowerBound + row, after: &added)
        row += 1
        column += 1
      } else if row < height, column < width, cost == costs[at(row + 1, column + 1)] + Self.change + 1 {
        steps.append(.removed(rows.lowerBound + row))
        added.append(.added(columns.lowerBound + column))
        row += 1
        column += 1
      } else if row < height, cost == costs[at(row + 1, column)] + Self.change {
        steps.append(.removed(rows.lowerBound + row))
        row += 1
      } else {
        added.append(.added(columns.lowerBound + column))
        column += 1
      }
    }
    steps += added
  }

  private mutating func keep(_ pattern: Int, after added: inout [Step]) {
    steps += added + [.kept(pattern)]
    added = []
  }
}
