/// Lists of models in descending order of a value, one list per level of a search, in preallocated storage.
///
/// The caller keeps the length of each list.
struct RankedModels: Sendable {
  private struct Entry {
    var value: Double
    var model: Int
  }
  private let width: Int
  private var entries: [Entry]

  /// Empty lists of up to `modelCount` models for `modelCount + 1` levels.
  init(modelCount: Int) {
    width = modelCount
    entries = [Entry](repeating: Entry(value: 0, model: 0), count: modelCount * (modelCount + 1))
  }

  /// The model in place `index` at `level`.
  @inline(__always)
  func model(_ index: Int, at level: Int) -> Int { entries[level * width + index].model }

  /// The value of the model in place `index` at `level`.
  @inline(__always)
  func value(_ index: Int, at level: Int) -> Double { entries[level * width + index].value }

  /// Inserts `model` among the `count` models at `level`, after those of equal value, and counts it.
  @inline(__always)
  mutating func insert(_ model: Int, _ value: Double, at level: Int, count: inout Int) {
    let first = level * width
    var position = first + count
    while position > first && entries[position - 1].value < value {
      entries[position] = entries[position - 1]
      position -= 1
    }
    entries[position] = Entry(value: value, model: model)
    count += 1
  }

  /// The sum of the positive values in `places` of the list at `level`.
  @inline(__always)
  func gain(_ places: Range<Int>, at level: Int) -> Double {
    var sum = 0.0
    for place in places { sum += max(entries[level * width + place].value, 0) }
    return sum
  }
}

/// The number of non-empty subsets of `count` elements with at most `limit` members, capped at 2^61.
func subsets(of count: Int, upTo limit: Int) -> Int {
  var total = 0.0
  var term = 1.0
  for size in stride(from: 1, through: min(limit, count), by: 1) {
    term *= Double(count - size + 1) / Double(size)
    total += term.rounded()
  }
  return Int(min(total, 0x1p61))
}
