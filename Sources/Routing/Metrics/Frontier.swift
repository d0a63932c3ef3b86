import Mathematics
import Traces

/// A strategy's measured points (mean cost, mean quality) and the area under them.
public enum Frontier {
  /// The models that no mixture of others dominates, in ascending mean cost.
  public static func hull(cost: [Double], quality: [Double]) -> [Int] {
    UpperHull(cost: cost, quality: quality).indices
  }

  /// The area under the points between the cheapest and the dearest single model, on a scale of 100.
  ///
  /// Points are de-duplicated and sorted by cost, then quality. If the first lies right of the least single-model cost,
  /// (that cost, the lowest quality of any model) is put before it; if the last lies left of the greatest, its quality
  /// goes on to there. Between points and at both ends quality is interpolated linearly (paper, section 5).
  ///
  /// - Parameters:
  ///   - points: mean test costs and qualities of a sweep; at least one.
  ///   - singles: mean test cost and quality of each model of the pool.
  public static func area(
    under points: [(cost: Double, quality: Double)], singles: [(cost: Double, quality: Double)]
  ) -> Double {
    let low = singles.map(\.cost).min()!
    let high = singles.map(\.cost).max()!
    var sorted = points.sorted { $0 < $1 }
    if sorted[0].cost > low { sorted.insert((low, singles.map(\.quality).min()!), at: 0) }
    if sorted.last!.cost < high { sorted.append((high, sorted.last!.quality)) }
    if high == low { return 100 * sorted.last { $0.cost <= low }!.quality }
    var area = 0.0
    for (left, right) in zip(sorted, sorted.dropFirst()) where right.cost > low && left.cost < high {
      guard right.cost > left.cost else { continue }
      func quality(at cost: Double) -> Double {
        left.quality + (right.quality - left.quality) * (cost - left.cost) / (right.cost - left.cost)
      }
      let (from, to) = (max(low, left.cost), min(high, right.cost))
      area += (to - from) * (quality(at: from) + quality(at: to)) / 2
    }
    return 100 * area / (high - low)
  }

  /// The area under the line through the hull of the single models: what mixing them gives.
  public static func linearBaseline(singles: [(cost: Double, quality: Double)]) -> Double {
    let hull = hull(cost: singles.map(\.cost), quality: singles.map(\.quality))
    return area(under: hull.map { singles[$0] }, singles: singles)
  }
}
