import Mathematics

/// RouterBench's average improvement in quality (Hu and others, 2024, section 3).
///
/// AIQ = 1/(c_max - c_min) integral of R(c) dc from c_min to c_max, R the non-decreasing upper hull of a router's points:
/// what mixing them gives. All routers share the domain, here the costs of the cheapest and the dearest single model. Right
/// of its dearest point a router keeps its quality; left of its cheapest it does not exist and counts 0, as in the
/// benchmark's own code (which integrates from there and divides by c_max).
public enum AIQMetric {
  /// The AIQ of points on a scale of 100.
  ///
  /// - Parameters:
  ///   - points: mean test costs and qualities of a sweep; at least one.
  ///   - singles: mean test cost and quality of each model of the pool.
  public static func area(
    under points: [(cost: Double, quality: Double)], singles: [(cost: Double, quality: Double)]
  ) -> Double {
    let indices = UpperHull(cost: points.map(\.cost), quality: points.map(\.quality)).indices
    let hull = indices.map { points[$0] }
    let (low, high) = (singles.map(\.cost).min()!, singles.map(\.cost).max()!)
    if high == low { return 100 * (hull.last { $0.cost <= low }?.quality ?? 0) }
    var area = 0.0
    for (left, right) in zip(hull, hull.dropFirst() + [(.infinity, hull.last!.quality)]) {
      let (from, to) = (min(max(low, left.cost), high), min(max(low, right.cost), high))
      let slope = right.cost < .infinity ? (right.quality - left.quality) / (right.cost - left.cost) : 0
      area += (to - from) * (left.quality + slope * ((from + to) / 2 - left.cost))
    }
    return 100 * area / (high - low)
  }
}
