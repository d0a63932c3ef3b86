import Display
import Mathematics
import Workbench

/// Queries grouped by a value: one group for each word or number, or quarters of many numbers, named by their upper
/// ends.
struct QueryGroups {
  /// The name of each group.
  private(set) var labels: [String] = []
  /// The group of each query, in the order of the queries.
  private(set) var codes: [Int] = []

  /// The most different words that form groups.
  static let limit = 100
  /// The most different numbers that form a group each.
  private static let numberLimit = 12

  /// The groups of `queries`; those without a value are the last group, called `-`.
  ///
  /// - Returns: `nil` if there are more words than `limit`.
  init?(_ value: QueryValue, of queries: [Int]) {
    switch value.values {
    case .numbers(let read):
      let numbers = queries.map(read)
      let known = numbers.filter { !$0.isNaN }.sorted()
      let different = Set(known).sorted()
      if different.count <= Self.numberLimit {
        take(
          numbers.map { $0.isNaN ? nil : $0 }, different,
          Format.toldApart(6...6) { digits in different.map { Format.significant($0, digits) } })
      } else {
        takeQuarters(numbers, known)
      }
    case .texts(let read):
      let texts = queries.map(read)
      let different = Set(texts.compactMap(\.self))
      if different.count > Self.limit { return nil }
      take(texts, different.sorted(), different.sorted())
    }
  }

  private mutating func take<Value: Hashable>(_ values: [Value?], _ different: [Value], _ names: [String]) {
    let places = Dictionary(uniqueKeysWithValues: different.enumerated().map { ($1, $0) })
    labels = names
    codes = values.map { $0.flatMap { places[$0] } ?? different.count }
    if codes.contains(different.count) { labels.append("-") }
  }

  private mutating func takeQuarters(_ numbers: [Double], _ known: [Double]) {
    var ends: [Double] = []
    for quarter in 1...4 {
      let end = known.quantile(Double(quarter) / 4)
      if ends.last != end { ends.append(end) }
    }
    labels = Format.toldApart(5...6) { digits in ends.map { "to \(Format.significant($0, digits))" } }
    codes = numbers.map { number in
      number.isNaN ? ends.count : ends.firstIndex { number <= $0 } ?? ends.count - 1
    }
    if codes.contains(ends.count) { labels.append("-") }
  }
}
