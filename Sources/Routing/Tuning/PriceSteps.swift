import Glibc
import Mathematics
import Traces

/// How a strategy's choices, cost and quality on some rows change as the one price of all its steps rises.
///
/// Mean cost and quality are step functions of the price: they jump only where some query is served differently. No
/// price alone meets a budget within a jump; there gamma mixes the two sides (method, section 2).
public struct PriceSteps: Sendable {
  /// A price at which choices change.
  public struct Flip: Sendable {
    /// The price.
    public var lambda: Double
    /// The queries served differently: the index in `rows`, and the paths below and from the price on.
    public var changes: [(place: Int, below: ServedPath, above: ServedPath)]
    /// Mean cost and quality just below the price.
    public var below: (cost: Double, quality: Double)
    /// Mean cost and quality from the price on.
    public var above: (cost: Double, quality: Double)
  }

  /// The rows.
  public let rows: [Int]
  /// The intervals of each row, ascending.
  public let intervals: [[PriceInterval]]
  /// The prices of all changes, ascending.
  public let flips: [Flip]
  /// Mean cost and quality at a vanishing price, where only quality counts.
  public let start: (cost: Double, quality: Double)

  /// The steps of `policy` on `rows` at all prices, under the low-cost rule.
  public init<P: PricedPolicy>(
    of policy: P, on rows: [Int], of fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) {
    let marks = PriceMarks.all(of: fitted.data, density: 16)
    self.rows = rows
    do {
      intervals = try task.chunks(of: rows.count, size: 8) { places in
        var belief = Belief(modelCount: fitted.data.modelCount)
        var scratch = policy.makeScratch(modelCount: fitted.data.modelCount, task: task)
        return places.map {
          policy.intervals(rows[$0], of: fitted, marks: marks, belief: &belief, scratch: &scratch, task: task)
        }
      }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
    let data = fitted.data
    func outcome(_ path: ServedPath, _ row: Int) -> (cost: Double, quality: Double) {
      (path.cost(row, of: data), path.quality(row, of: data))
    }
    let first = zip(rows, intervals).map { outcome($1[0].path, $0) }
    start = (first.map(\.cost).mean, first.map(\.quality).mean)
    var changes: [(lambda: Double, place: Int, below: ServedPath, above: ServedPath)] = []
    for (place, intervals) in intervals.enumerated() {
      for (low, high) in zip(intervals, intervals.dropFirst()) {
        changes.append((high.from, place, low.path, high.path))
      }
    }
    changes.sort { ($0.lambda, $0.place) < ($1.lambda, $1.place) }
    var flips: [Flip] = []
    var sum = (cost: first.map(\.cost).sum, quality: first.map(\.quality).sum)
    let count = Double(rows.count)
    for change in changes {
      if flips.last?.lambda != change.lambda {
        let mean = (cost: sum.cost / count, quality: sum.quality / count)
        flips.append(Flip(lambda: change.lambda, changes: [], below: mean, above: mean))
      }
      let row = rows[change.place]
      let (below, above) = (outcome(change.below, row), outcome(change.above, row))
      sum.cost += above.cost - below.cost
      sum.quality += above.quality - below.quality
      flips[flips.count - 1].changes.append((change.place, change.below, change.above))
      flips[flips.count - 1].above = (sum.cost / count, sum.quality / count)
    }
    self.flips = flips
  }

  /// Mean cost and quality at a price.
  public func means(at lambda: Double) -> (cost: Double, quality: Double) {
    let index = flips.partitioningIndex { $0.lambda > lambda }
    return index == 0 ? start : flips[index - 1].above
  }

  /// The share of the rows on which each of `modelCount` models runs at a price.
  public func shares(at lambda: Double, modelCount: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: modelCount)
    for intervals in intervals {
      let index = intervals.partitioningIndex { $0.from > lambda } - 1
      for model in intervals[index].path.ran { counts[model] += 1 }
    }
    return counts.map { $0 / Double(rows.count) }
  }

  /// At most `count` of the changes, by index, chosen such that cost changes by about equal amounts between them, so
  /// that no large jump is missing.
  ///
  /// - Parameters:
  ///   - count: at least 1.
  ///   - lambda: a price whose change is among them in any case.
  public func landmarks(atMost count: Int, with lambda: Double? = nil) -> [Int] {
    let chosen = landmarks(atMost: count)
    guard let lambda,
      let own = flips.indices.min(by: { abs(flips[$0].lambda - lambda) < abs(flips[$1].lambda - lambda) }),
      !chosen.contains(own)
    else { return chosen }
    return ((count > 1 ? landmarks(atMost: count - 1) : []) + [own]).sorted()
  }

  private func landmarks(atMost count: Int) -> [Int] {
    if flips.count <= count { return Array(flips.indices) }
    let changes = flips.map { abs($0.above.cost - $0.below.cost) }
    let total = changes.sum
    guard total > 0 else { return Array(flips.indices.prefix(count)) }
    // The number of midpoints of `count` equal parts at or below a share of the change.
    func middles(_ passed: Double) -> Double { (passed / total * Double(count) + 0.5).rounded(.down) }
    var chosen: [Int] = []
    var passed = 0.0
    for (index, change) in changes.enumerated() {
      if middles(passed + change) > middles(passed) { chosen.append(index) }
      passed += change
    }
    return chosen
  }
}
