import Mathematics

/// The policies that are better than all cheaper ones, of millions that arrive in any order.
package struct PairFrontier: Sendable {
  package typealias Point = (cost: Double, quality: Double, policy: PairPolicy)

  /// Ascending in cost and in quality.
  private var sorted: [Point] = []
  /// Those that arrived since and are not beaten by a sorted one.
  private var fresh: [Point] = []
  /// The best quality of the sorted points before each of some equal steps of cost, from that of the cheapest on.
  private var bars: [Double] = []
  private var stepsPerCost = 0.0

  private static let barCount = 1024

  /// Whether a sorted point that is cheaper, by a step of cost, is as good: that is soon asked and mostly so.
  @inline(__always)
  package func isSurelyBeaten(_ cost: Double, _ quality: Double) -> Bool {
    !bars.isEmpty && bars[step(of: cost)] >= quality
  }

  private func step(of cost: Double) -> Int {
    let step = (cost - sorted[0].cost) * stepsPerCost
    return step >= 1 ? Int(min(step, Double(Self.barCount))) : 0
  }

  /// An empty frontier.
  package init() {}

  /// Takes a point in unless one that is as cheap and as good is known.
  package mutating func add(_ point: Point) {
    let dearer = sorted.partitioningIndex { $0.cost > point.cost }
    if dearer > 0, sorted[dearer - 1].quality >= point.quality { return }
    fresh.append(point)
    if fresh.count > max(1024, sorted.count) { merge() }
  }

  /// All points of the frontier, ascending in cost; of equal ones the first that arrived.
  package consuming func points() -> [Point] {
    merge()
    return sorted
  }

  private mutating func merge() {
    let all = (sorted + fresh).sorted { ($0.cost, -$0.quality) < ($1.cost, -$1.quality) }
    sorted = []
    fresh = []
    for point in all where sorted.last.map({ $0.quality < point.quality }) ?? true { sorted.append(point) }
    setBars()
  }

  private mutating func setBars() {
    bars = []
    guard let first = sorted.first, let last = sorted.last, last.cost > first.cost else { return }
    stepsPerCost = Double(Self.barCount) / (last.cost - first.cost)
    var best = -Double.infinity
    var next = 0
    bars = (0...Self.barCount).map { bar in
      while next < sorted.count, step(of: sorted[next].cost) < bar {
        best = sorted[next].quality
        next += 1
      }
      return best
    }
  }
}
