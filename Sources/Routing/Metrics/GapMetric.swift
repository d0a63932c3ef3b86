/// The share of the gap between a weak and a strong model that a router recovers (RouteLLM), for two models.
public struct GapMetric: Sendable {
  private let points: [(share: Double, recovered: Double)]

  /// Creates the metric from the points of a sweep.
  ///
  /// - Parameters:
  ///   - points: the share of queries on which the strong model ran, and the mean quality, in any order.
  ///   - weak: the mean quality of the weak model, the point at share 0.
  ///   - strong: that of the strong model, the point at share 1; greater than `weak`.
  public init(points: [(share: Double, quality: Double)], weak: Double, strong: Double) {
    precondition(strong > weak, "a gap")
    let all = points + [(0, weak), (1, strong)]
    self.points = all.map { (share: $0.share, recovered: ($0.quality - weak) / (strong - weak)) }
      .sorted { $0 < $1 }
  }

  /// The mean gap recovered (PGR), interpolated linearly, over all shares (APGR): 0.5 for a random choice.
  public var average: Double {
    zip(points, points.dropFirst()).reduce(0) { area, pair in
      area + (pair.1.share - pair.0.share) * (pair.0.recovered + pair.1.recovered) / 2
    }
  }

  /// The smallest share of queries on the strong model at which `target` of the gap is recovered (CPT); `nil` where it
  /// never is.
  public func share(recovering target: Double) -> Double? {
    guard let next = points.firstIndex(where: { $0.recovered >= target }) else { return nil }
    if next == 0 || points[next].recovered == points[next - 1].recovered { return points[next].share }
    let (a, b) = (points[next - 1], points[next])
    return a.share + (b.share - a.share) * (target - a.recovered) / (b.recovered - a.recovered)
  }
}
