import Mathematics

/// RouterBench's average improvement in quality: the area under the points' upper non-decreasing hull.
public enum AIQMetric {
  /// The area of `Frontier`, for the hull of the points: what mixing the points would give.
  public static func area(
    under points: [(cost: Double, quality: Double)], singles: [(cost: Double, quality: Double)]
  ) -> Double {
    let hull = UpperHull(cost: points.map(\.cost), quality: points.map(\.quality)).indices
    return Frontier.area(under: hull.map { points[$0] }, singles: singles)
  }
}
