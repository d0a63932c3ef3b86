import Mathematics
import Synchronization
import Traces

/// Serves the rows of fitted traces under one price vector after another and caches the decisions.
///
/// Policies that differ only in their prices share a `DecisionTree` for each chunk of rows; a policy of another kind
/// clears it, and so does a chunk that outgrows its share of memory. The results equal those of serving the rows
/// directly, on any number of cores.
package final class DecisionCache: Sendable {
  /// The total memory of all trees, in bytes.
  package static let capacity = 256 << 20
  private static let chunkSize = 64

  private let fitted: FittedTraces
  private let rows: [Int]
  private let chunks: [Chunk]

  private final class Chunk: Sendable {
    /// A tree, and a policy of its kind.
    let memory: Mutex<(tree: DecisionTree, owner: (any TabulatedPolicy)?)>
    init(count: Int) { memory = Mutex((DecisionTree(count: count), nil)) }
  }

  /// A cache for `rows` of `fitted`.
  package init(_ fitted: FittedTraces, rows: [Int]) {
    self.fitted = fitted
    self.rows = rows
    chunks = stride(from: 0, to: rows.count, by: Self.chunkSize).map {
      Chunk(count: min(Self.chunkSize, rows.count - $0))
    }
  }

  /// The outcomes of each variant on the rows at `places`, ascending (default: all).
  ///
  /// - Parameter variants: variants of policies that differ only in their prices.
  package func outcomes(of variants: [PolicyVariant], at places: [Int]? = nil, task: TaskContext) throws(RoutingError)
    -> [Outcomes]
  {
    let places = places ?? Array(rows.indices)
    guard let common = variants.first?.policy as? any TabulatedPolicy,
      common.isTabulated(for: fitted)
    else { return try variants.outcomes(on: places.map { rows[$0] }, of: fitted, task: task) }
    let walk = TreeWalk(variants, common: common, fitted: fitted)
    let parts = parts(of: places)
    do {
      return try task.untold.chunks(of: parts.count, size: 1) { indices in
        let part = parts[indices.lowerBound]
        let chunk = places[part.lowerBound] / Self.chunkSize
        return chunks[chunk].memory.withLock { memory in
          let isKnown = memory.owner.map(common.differsInPricesOnly) ?? false
          if !isKnown || memory.tree.size > Self.capacity / chunks.count { memory.tree.removeAll() }
          memory.owner = common
          return walk.outcomes(
            of: rows, at: places[part], in: &memory.tree, firstPlace: chunk * Self.chunkSize, task: task)
        }
      }.joined(count: variants.count, modelCount: fitted.data.modelCount)
    } catch {
      throw .cancelled
    }
  }

  /// The expected outcome of each row over the draw between the tie rules.
  func outcomes(of tuned: TunedPolicy, task: TaskContext) throws(RoutingError) -> Outcomes {
    let outcomes = try outcomes(of: tuned.variants, task: task)
    return outcomes.count == 1 ? outcomes[0] : outcomes[0].mixed(with: outcomes[1], share: tuned.gamma)
  }

  /// The ranges of `places` within one chunk each.
  private func parts(of places: [Int]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for index in places.indices
    where index + 1 == places.count
      || places[index + 1] / Self.chunkSize != places[index] / Self.chunkSize
    {
      parts.append(start..<index + 1)
      start = index + 1
    }
    return parts
  }
}
