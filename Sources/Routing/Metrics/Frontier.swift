import Mathematics
import Traces

/// A strategy's measured points (mean cost, mean quality) and the area under them.
public enum Frontier {
  /// The models not dominated by a mixture of others, in ascending mean cost.
  public static func hull(cost: [Double], quality: [Double]) -> [Int] {
    UpperHull(cost: cost, quality: quality).indices
  }

  /// The area under the points between the cheapest and the most expensive single model, on a scale of 100.
  ///
  /// Points are de-duplicated and sorted by cost, then quality. If the first lies right of the least single-model cost,
  /// (that cost, the lowest quality of any model) is put before it; if the last lies left of the greatest, its quality
  /// goes on to there. Between points and at both ends quality is interpolated linearly (paper, section 5).
  ///
  /// Where all models cost the same there is nothing between them; the best quality stands for the area.
  ///
  /// - Parameters:
  ///   - points: mean test costs and qualities of a sweep; NaN comes of none.
  ///   - singles: mean test cost and quality of each model of the pool.
  public static func area(
    under points: [(cost: Double, quality: Double)], singles: [(cost: Double, quality: Double)]
  ) -> Double {
    guard let low = singles.map(\.cost).min(), let high = singles.map(\.cost).max(),
      let least = singles.map(\.quality).min(), let last = points.max(by: { $0 < $1 })
    else { return .nan }
    if areEqual(singles.map(\.cost)) { return 100 * (points.map(\.quality).max() ?? .nan) }
    var sorted = points.sorted { $0 < $1 }
    if sorted[0].cost > low { sorted.insert((low, least), at: 0) }
    if last.cost < high { sorted.append((high, last.quality)) }
    var area = 0.0
    for (left, right) in zip(sorted, sorted.dropFirst()) where right.cost > low && left.cost < high {
      guard right.cost > left.cost else { continue }
      let (from, to) = (max(low, left.cost), min(high, right.cost))
      area += (to - from) * (quality(at: from, between: left, right) + quality(at: to, between: left, right)) / 2
    }
    return 100 * area / (high - low)
  }

  /// The area under the hull of the single models: what mixing them attains.
  public static func linearBaseline(singles: [(cost: Double, quality: Double)]) -> Double {
    let hull = hull(cost: singles.map(\.cost), quality: singles.map(\.quality))
    return area(under: hull.map { singles[$0] }, singles: singles)
  }

  /// The least cost at which the points, joined by straight lines in ascending cost, reach `quality`; `nil` where they
  /// never do. (Mixing two policies attains all points between theirs.)
  public static func cost(reaching quality: Double, along points: [(cost: Double, quality: Double)]) -> Double? {
    let sorted = points.sorted { $0 < $1 }
    guard let place = sorted.firstIndex(where: { reaches($0.quality, quality) }) else { return nil }
    if place == 0 { return sorted[0].cost }
    let (left, right) = (sorted[place - 1], sorted[place])
    let share = min(1, max(0, (quality - left.quality) / (right.quality - left.quality)))
    return left.cost + share * (right.cost - left.cost)
  }

  /// The points in ascending cost, each with the best quality so far: nobody has to pay more for less.
  static func nonDecreasing(_ points: [(cost: Double, quality: Double)]) -> [(cost: Double, quality: Double)] {
    var best = -Double.infinity
    return points.sorted { $0 < $1 }.map { point in
      best = max(best, point.quality)
      return (point.cost, best)
    }
  }

  /// The quality at `cost` on the straight lines between the points, constant beyond the last; `nil` where all points
  /// cost more.
  public static func quality(at cost: Double, along points: [(cost: Double, quality: Double)]) -> Double? {
    let sorted = points.sorted { $0 < $1 }
    guard let place = sorted.lastIndex(where: { reaches(cost, $0.cost) }) else { return nil }
    guard place + 1 < sorted.count, cost > sorted[place].cost else { return sorted[place].quality }
    return quality(at: cost, between: sorted[place], sorted[place + 1])
  }

  /// The quality at `cost` on the line through two points.
  static func quality(
    at cost: Double, between left: (cost: Double, quality: Double), _ right: (cost: Double, quality: Double)
  ) -> Double {
    left.quality + (right.quality - left.quality) * (cost - left.cost) / (right.cost - left.cost)
  }

  /// Whether mean costs are equal up to their rounding errors.
  static func areEqual(_ costs: [Double]) -> Bool {
    guard let low = costs.min(), let high = costs.max() else { return true }
    return high - low <= 1e-9 * high
  }

  /// Whether `value` is at least `level`, up to rounding errors of means.
  static func reaches(_ value: Double, _ level: Double) -> Bool { value >= level - 1e-9 * abs(level) }
}
