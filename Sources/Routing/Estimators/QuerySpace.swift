import Mathematics
import Traces

/// Queries as points, for the distances of `knn`.
///
/// The query features, those of groups as they are and numbers standardised over the train part (missing values at the
/// mean), and the words of the prompt as TF-IDF hashed into 64 coordinates, of unit length together.
struct QuerySpace: Sendable {
  /// The number of coordinates.
  let dimensions: Int
  /// The coordinates of each row.
  let points: [Double]

  static let wordCoordinates = 64

  /// - Throws: `RoutingError.unsuitable` where the traces have no features of queries.
  init(_ data: Dataset, task: TaskContext) throws(RoutingError) {
    var blocks: [[Double]]
    do {
      blocks = try QueryFeatures(data, task: task).features.compactMap { Self.coordinate($0, data) }
    } catch {
      throw .cancelled
    }
    if let prompts = data.traces.prompts { blocks += try Self.words(data, prompts, task) }
    if blocks.isEmpty {
      // All train queries are equally near, unless no query differs from another at all.
      if let reason = Self.refusal(of: data) { throw .unsuitable("knn", reason: reason) }
      blocks = [[Double](repeating: 0, count: data.count)]
    }
    dimensions = blocks.count
    points = (0..<data.count).flatMap { row in blocks.map { $0[row] } }
  }

  /// The coordinates of a row.
  func point(_ row: Int) -> [Double] { Array(points[row * dimensions..<(row + 1) * dimensions]) }

  /// Why queries without prompts cannot be told apart; `nil` where some of them can.
  private static func refusal(of data: Dataset) -> String? {
    let columns = data.traces.queryColumns.filter { column in
      if case .numbers = column.values { return column.name.hasPrefix("x_") }
      return column.name == "group"
    }
    if columns.isEmpty { return "the traces have no prompts, no column `group` and no columns `x_...`" }
    let differs = columns.contains { column in Set(data.queryIndices.map { column.text(at: $0) }).count > 1 }
    if differs { return nil }
    let names = columns.map { "`\($0.name)`" }.joined(separator: ", ")
    return "the traces have no prompts, and all queries are the same by \(names)"
  }

  private static func coordinate(_ feature: QueryFeatures.Feature, _ data: Dataset) -> [Double]? {
    if feature.family == .group { return feature.values }
    let known = data.train.map { feature.values[$0] }.filter { !$0.isNaN }
    let (mean, scale) = (known.mean, known.standardDeviation)
    return scale > 0 ? feature.values.map { $0.isNaN ? 0 : ($0 - mean) / scale } : nil
  }

  private static func words(
    _ data: Dataset, _ prompts: TextColumn, _ task: TaskContext
  ) throws(RoutingError) -> [[Double]] {
    let counts: [[Int: Double]]
    do {
      counts = try task.chunks(of: data.count) { rows in
        rows.map { HashedText.counts(of: prompts[data.queryIndices[$0]] ?? "", width: wordCoordinates) }
      }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
    let text = HashedText(of: data.train.map { counts[$0] }, width: wordCoordinates)
    var blocks = [[Double]](repeating: [Double](repeating: 0, count: data.count), count: wordCoordinates)
    for row in 0..<data.count {
      for (word, value) in text.vector(counts[row]) { blocks[word][row] = value }
    }
    return blocks
  }
}
