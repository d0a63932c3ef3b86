import Input
import Mathematics

/// Which columns of a table of one row per query hold scores of models, told from their values.
///
/// The first hundred rows tell; a column that is blank in all of them is told by the first hundred values that it has.
struct ScoreColumns {
  private struct Tally {
    let name: String
    var scores = 0
    var mistakes = 0
    var hasOthers = false
    /// Whether further values change nothing.
    var isSettled: Bool

    var holdsScores: Bool { scores > 0 && !hasOthers && 2 * mistakes <= scores }
  }

  private static let sampleCount = 100
  private let range: NumberRange
  private let clip: Bool
  private let isOther: (String) -> Bool
  private var tallies: [Tally] = []

  /// - Parameters:
  ///   - range: the range of scores.
  ///   - clip: whether numbers just outside of it are moved to its nearest end.
  ///   - isOther: whether a column of that name holds something else.
  init(in range: NumberRange, clip: Bool, isOther: @escaping (String) -> Bool) {
    self.range = range
    self.clip = clip
    self.isOther = isOther
  }

  /// The names of the columns that hold scores, in their order.
  var names: [String] { tallies.filter(\.holdsScores).map(\.name) }

  /// The names of the columns that do not hold something else by their names.
  var openNames: [String] { tallies.map(\.name).filter { !isOther($0) } }

  /// Looks at the rows of a table, to its end while a column could still be either.
  ///
  /// - Parameter findsNew: whether columns are looked for that no row before has, as JSON may bring them.
  /// - Throws: what the table throws; what was seen before counts.
  mutating func look(through table: TableReader, findsNew: Bool) throws(InputError) {
    var rowCount = 0
    while try table.next() {
      rowCount += 1
      for name in table.columns[tallies.count...] { tallies.append(Tally(name: name, isSettled: isOther(name))) }
      var isOpen = rowCount < Self.sampleCount || findsNew && table.mayGrow
      for column in tallies.indices where !tallies[column].isSettled {
        look(at: table.numericBytes(column), &tallies[column])
        let count = tallies[column].scores + tallies[column].mistakes
        if rowCount == Self.sampleCount ? count > 0 : count == Self.sampleCount { tallies[column].isSettled = true }
        if !tallies[column].isSettled { isOpen = true }
      }
      if !isOpen { return }
    }
  }

  private func look(at bytes: UnsafeBufferPointer<UInt8>?, _ tally: inout Tally) {
    guard let bytes, !MissingNumber.isMissing(bytes) else { return }
    // A letter that says yes or no is a score where a column is said to hold scores, and does not say so by itself; N is also
    // a grade beside others.
    if bytes.count == 1, "nN".utf8.contains(bytes[0]) { return }
    let isLetter = bytes.count == 1 && "tfyTFY".utf8.contains(bytes[0])
    let score = isLetter ? nil : Score.value(bytes, in: range)
    if let score, range.admitted(score, clip: clip && range.isNear(score)) != nil {
      tally.scores += 1
    } else if NumberParser.parse(bytes).map(range.isNear) ?? true {
      // A word, or a score just outside the range: an error among scores, and no column of them where there are many.
      tally.mistakes += 1
    } else {
      (tally.hasOthers, tally.isSettled) = (true, true)
    }
  }
}
