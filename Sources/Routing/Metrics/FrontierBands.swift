import Mathematics

extension Bootstrap {
  /// Confidence bands of frontiers: for each curve, at the cost of each of its points in ascending order, the interval
  /// of the quality on the lines between the resampled points (method, section 9).
  ///
  /// A resampled curve is constant left of its first point and right of its last.
  ///
  /// - Throws: `RoutingError.cancelled`.
  public func bands(
    of frontiers: SweepCurves, on fitted: FittedTraces, task: TaskContext
  ) throws(RoutingError) -> [[(cost: Double, quality: Interval)]] {
    let curves = frontiers.curves.map { curve in
      curve.points.map { (cost: $0.outcomes.meanCost, quality: $0.outcomes.meanQuality) }.sorted { $0 < $1 }
    }
    let samples = try statistics(of: frontiers, on: fitted, task: task) { _, resampled in
      zip(curves, resampled).flatMap { Frontier.qualities(at: $0.map(\.cost), along: $1) }
    }
    var place = -1
    return curves.map { curve in
      curve.map { point in
        place += 1
        return (point.cost, Interval(estimate: point.quality, resampled: samples.map { $0[place] }))
      }
    }
  }
}

extension Frontier {
  /// The quality at each of `costs`, ascending, on the straight lines between the points; constant beyond their ends.
  package static func qualities(at costs: [Double], along points: [(cost: Double, quality: Double)]) -> [Double] {
    let sorted = points.sorted { $0 < $1 }
    var next = 0
    return costs.map { cost in
      while next < sorted.count && sorted[next].cost <= cost { next += 1 }
      guard next > 0 else { return sorted[0].quality }
      guard next < sorted.count else { return sorted[next - 1].quality }
      return quality(at: cost, between: sorted[next - 1], sorted[next])
    }
  }
}
