import Mathematics

/// An estimate with its bootstrap interval.
public struct Interval: Sendable, Equatable {
  /// The estimate on the rows as they are.
  public var estimate: Double
  /// The 2.5% percentile over the resamples.
  public var low: Double
  /// The 97.5% percentile over the resamples.
  public var high: Double

  /// Creates the interval from an estimate and its resampled values.
  public init(estimate: Double, resampled: [Double]) {
    let sorted = resampled.sorted()
    self.estimate = estimate
    low = Self.percentile(0.025, of: sorted)
    high = Self.percentile(0.975, of: sorted)
  }

  /// The `p`-quantile of `sorted`, interpolated linearly.
  static func percentile(_ p: Double, of sorted: [Double]) -> Double {
    if sorted.isEmpty { return .nan }
    let place = p * Double(sorted.count - 1)
    let index = min(Int(place), max(0, sorted.count - 2))
    let low = sorted[index]
    guard index + 1 < sorted.count, place > Double(index), low.isFinite else { return low }
    return low + (place - Double(index)) * (sorted[index + 1] - low)
  }
}

/// Areas of frontiers on resampled test rows (method, section 9): policies stay fixed, the same rows are drawn for
/// every frontier, and the range of the single models is recomputed.
public struct Bootstrap: Sendable {
  /// The number of resamples.
  public var count: Int
  /// The seed of the draws.
  public var seed: UInt64

  /// A bootstrap of `count` resamples.
  public init(count: Int = 500, seed: UInt64 = 0) {
    self.count = count
    self.seed = seed
  }

  /// The means of several columns over the same resampled rows: `count` rows of `columns.count` means.
  ///
  /// - Parameters:
  ///   - columns: the values of the rows, column by column.
  ///   - repeats: the means of each column in each repeat of dealing folds, if there are several; these are resampled as
  ///     well.
  ///   - widening: for each column how many times as wide its deviations are, see `Outcomes.widening`; 1 by default.
  ///   - task: cancellation and progress of the computation.
  public func means(
    of columns: [[Double]], repeats: [[Double]] = [], widening: [Double] = [], task: TaskContext
  ) throws(RoutingError) -> [[Double]] {
    let rowCount = columns[0].count
    let centres = columns.map(\.mean)
    return try resampled(rowCount, repeats: repeats.map(\.count).max() ?? 0, task) { weight, drawn in
      columns.indices.map { index in
        let column = columns[index]
        let drawnMean = weighted(rowCount) { column[$0] * weight[$0] } / Double(rowCount)
        return (widening.isEmpty ? drawnMean : widened(drawnMean, from: centres[index], by: widening[index]))
          + (repeats.isEmpty ? 0 : deviation(of: repeats[index], drawn: drawn))
      }
    }
  }

  /// The studentised means of a column over resamples, sqrt(n) (mean* - mean) / s*: their distribution is that of the
  /// column's own mean about the truth, whose skewness it has (bootstrap-t).
  ///
  /// - Parameters:
  ///   - column: the values of the rows.
  ///   - task: cancellation and progress of the computation.
  public func studentised(_ column: [Double], task: TaskContext) throws(RoutingError) -> [Double] {
    let count = Double(column.count)
    // Sums of squares lose digits unless the column is centred.
    let mean = column.mean
    let centred = column.map { $0 - mean }
    return try resampled(column.count, repeats: 0, task) { weight, _ in
      let drawn = weighted(column.count) { centred[$0] * weight[$0] } / count
      let square = weighted(column.count) { centred[$0] * centred[$0] * weight[$0] } / count
      let deviation = max(0, square - drawn * drawn).squareRoot()
      return [
        deviation > 0 ? count.squareRoot() * drawn / deviation : drawn < 0 ? -.infinity : drawn > 0 ? .infinity : 0
      ]
    }.map { $0[0] }
  }

  /// The area of each curve on each resample: `count` rows of `frontiers.curves.count` areas.
  public func areas(of frontiers: SweepCurves, on fitted: FittedTraces, task: TaskContext) throws(RoutingError)
    -> [[Double]]
  {
    try statistics(of: frontiers, on: fitted, task: task) { singles, curves in
      curves.map { Frontier.area(under: $0, singles: singles) }
    }
  }

  /// The area under the linear baseline on each resample, followed by that of each curve.
  public func areasAfterLinear(of frontiers: SweepCurves, on fitted: FittedTraces, task: TaskContext)
    throws(RoutingError) -> [[Double]]
  {
    try statistics(of: frontiers, on: fitted, task: task) { singles, curves in
      [Frontier.linearBaseline(singles: singles)] + curves.map { Frontier.area(under: $0, singles: singles) }
    }
  }

  /// The value of `compute` on each resample, given the mean cost and quality of each single model and of each point of
  /// each curve.
  public func statistics(
    of frontiers: SweepCurves, on fitted: FittedTraces, task: TaskContext,
    _ compute:
      @Sendable (
        _ singles: [(cost: Double, quality: Double)], _ curves: [[(cost: Double, quality: Double)]]
      ) -> [Double]
  ) throws(RoutingError) -> [[Double]] {
    let rows = fitted.data.test
    let models = SingleModels(fitted.data, on: rows)
    let share = 1 / Double(rows.count)
    let repeats = frontiers.curves.flatMap(\.points).map(\.outcomes.repeatMeans.count).max() ?? 0
    let centres = frontiers.curves.map { $0.points.map { ($0.outcomes.meanCost, $0.outcomes.meanQuality) } }
    return try resampled(rows.count, repeats: repeats, task) { weight, drawn in
      let singles = models.cost.indices.map { model in
        (
          cost: weighted(rows.count) { models.cost[model][$0] * weight[$0] } * share,
          quality: weighted(rows.count) { models.quality[model][$0] * weight[$0] } * share
        )
      }
      let curves = zip(frontiers.curves, centres).map { curve, centres in
        zip(curve.points, centres).map { point, centre in
          let (means, widening) = (point.outcomes.repeatMeans, point.outcomes.widening)
          let cost = weighted(rows.count) { point.outcomes.cost[$0] * weight[$0] } * share
          let quality = weighted(rows.count) { point.outcomes.quality[$0] * weight[$0] } * share
          return (
            cost: widened(cost, from: centre.0, by: widening) + deviation(of: means.map(\.cost), drawn: drawn),
            quality: widened(quality, from: centre.1, by: widening) + deviation(of: means.map(\.quality), drawn: drawn)
          )
        }
      }
      return compute(singles, curves)
    }
  }

  /// `statistics` of each resample, given how often each of `rowCount` rows was drawn, and each of `repeats` repeats.
  private func resampled(
    _ rowCount: Int, repeats: Int, _ task: TaskContext, _ statistics: @Sendable ([Double], [Double]) -> [Double]
  ) throws(RoutingError) -> [[Double]] {
    let key = RandomKey(seed: seed, purpose: "bootstrap")
    do {
      return try task.chunks(of: count, size: 8) { resamples in
        resamples.map { resample in
          var generator = key.mixing(resample).generator
          var weight = [Double](repeating: 0, count: rowCount)
          for _ in 0..<rowCount { weight[generator.next(below: rowCount)] += 1 }
          var drawn = [Double](repeating: 0, count: repeats)
          for _ in 0..<repeats { drawn[generator.next(below: repeats)] += 1 }
          return statistics(weight, drawn)
        }
      }.flatMap(\.self)
    } catch {
      throw .cancelled
    }
  }
}

/// A mean whose deviation from the mean of all is so many times as wide.
private func widened(_ mean: Double, from centre: Double, by factor: Double) -> Double {
  factor == 1 ? mean : centre + factor * (mean - centre)
}

/// How far the mean of the drawn repeats is from that of all, widened as the variance of so few has to be.
private func deviation(of means: [Double], drawn: [Double]) -> Double {
  guard means.count > 1, means.count == drawn.count else { return 0 }
  let count = Double(means.count)
  let mean = means.sum / count
  return zip(means, drawn).map { ($0 - mean) * $1 }.sum / count * (count / (count - 1)).squareRoot()
}

private func weighted(_ count: Int, _ term: (Int) -> Double) -> Double {
  var sum = 0.0
  for index in 0..<count { sum += term(index) }
  return sum
}
