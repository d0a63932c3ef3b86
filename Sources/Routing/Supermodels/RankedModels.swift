/// Lists of models in descending order of a value, one list per level of a search, in storage made once.
///
/// The length of each list is kept by the caller.
struct RankedModels: Sendable {
  private let width: Int
  private var models: [Int]
  private var values: [Double]

  /// Empty lists of up to `modelCount` models for as many levels and one more.
  init(modelCount: Int) {
    width = modelCount
    models = [Int](repeating: 0, count: modelCount * (modelCount + 1))
    values = [Double](repeating: 0, count: models.count)
  }

  /// The model in place `index` at `level`.
  @inline(__always)
  func model(_ index: Int, at level: Int) -> Int { models[level * width + index] }

  /// The value of the model in place `index` at `level`.
  @inline(__always)
  func value(_ index: Int, at level: Int) -> Double { values[level * width + index] }

  /// Puts `model` into its place among the `count` models at `level`, after those of equal value, and counts it.
  @inline(__always)
  mutating func insert(_ model: Int, _ value: Double, at level: Int, count: inout Int) {
    var position = level * width + count
    while position > level * width && values[position - 1] < value {
      values[position] = values[position - 1]
      models[position] = models[position - 1]
      position -= 1
    }
    values[position] = value
    models[position] = model
    count += 1
  }

  /// The sum of those values above 0 in `places` of the list at `level`.
  @inline(__always)
  func gain(_ places: Range<Int>, at level: Int) -> Double {
    var sum = 0.0
    for place in places { sum += max(values[level * width + place], 0) }
    return sum
  }
}

/// The number of non-empty subsets of `count` things with at most `limit` members; at most 2^61.
func subsets(of count: Int, upTo limit: Int) -> Int {
  var total = 0.0
  var term = 1.0
  for size in stride(from: 1, through: min(limit, count), by: 1) {
    term *= Double(count - size + 1) / Double(size)
    total += term.rounded()
  }
  return Int(min(total, 0x1p61))
}
