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
    low = sorted.quantile(0.025)
    high = sorted.quantile(0.975)
  }

  /// Creates the interval from its numbers.
  init(estimate: Double, low: Double, high: Double) {
    self.estimate = estimate
    self.low = low
    self.high = high
  }
}

/// Areas of frontiers on resampled test rows (method, section 9): policies stay fixed, the same rows are drawn for
/// every frontier, and the range of the single models is recomputed.
///
/// Where folds have policies of their own, folds are drawn first and then rows in each of them: what is fitted on all
/// queries is one more draw of what training makes.
public struct Bootstrap: Sendable {
  /// The number of resamples.
  public var count: Int
  /// The seed of the draws.
  public var seed: UInt64
  /// The place of the first resample among those that the seed gives.
  public private(set) var first = 0

  /// A bootstrap of `count` resamples.
  public init(count: Int = 500, seed: UInt64 = 0) {
    self.count = count
    self.seed = seed
  }

  /// The bootstrap that draws some of these resamples.
  public func part(_ range: Range<Int>) -> Bootstrap {
    var part = self
    (part.first, part.count) = (first + range.lowerBound, range.count)
    return part
  }

  /// The means of several columns over the same resampled rows: `count` rows of `columns.count` means.
  ///
  /// - Parameters:
  ///   - columns: the values of the rows, column by column.
  ///   - repeats: the means of each column in each repeat of dealing folds, if there are several; these are resampled as
  ///     well.
  ///   - widening: for each column how many times as wide its deviations are, see `Outcomes.widening`; 1 by default.
  ///   - folds: the places of the rows of each fold, if folds have policies of their own.
  ///   - task: cancellation and progress of the computation.
  public func means(
    of columns: [[Double]], repeats: [[Double]] = [], widening: [Double] = [], folds: [[Int]] = [], task: TaskContext
  ) throws(RoutingError) -> [[Double]] {
    let units = RowUnits(rowCount: columns[0].count)
    let centres = columns.map(\.mean)
    return try resampled(
      columns.map { units.sums(of: $0) }, units, repeats: repeats.map(\.count).max() ?? 0, folds: folds, task
    ) { sums, rowCount, drawn in
      sums.indices.map { index in
        let mean = sums[index] / rowCount
        return (widening.isEmpty ? mean : widened(mean, from: centres[index], by: widening[index]))
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
    let units = RowUnits(rowCount: column.count)
    let columns = [centred, centred.map { $0 * $0 }].map { units.sums(of: $0) }
    return try resampled(columns, units, repeats: 0, folds: [], task) { sums, rowCount, _ in
      let drawn = sums[0] / rowCount
      let square = sums[1] / rowCount
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
    let units = RowUnits(rowCount: fitted.data.test.count)
    let models = SingleModels(fitted.data, on: fitted.data.test)
    let outcomes = frontiers.curves.flatMap(\.points).map(\.outcomes)
    let columns =
      zip(models.cost, models.quality).flatMap { [units.sums(of: $0), units.sums(of: $1)] }
      + outcomes.flatMap { [$0.cost, $0.quality] }
    let points = outcomes.map { ResampledPoint($0) }
    let (modelCount, counts) = (models.cost.count, frontiers.curves.map(\.points.count))
    return try resampled(
      columns, units, repeats: points.map(\.costs.count).max() ?? 0, folds: fitted.data.testFolds, task
    ) { sums, rowCount, drawn in
      let share = 1 / rowCount
      let means = stride(from: 0, to: sums.count, by: 2).map { (cost: sums[$0] * share, quality: sums[$0 + 1] * share) }
      var next = 0
      let curves = counts.map { count in
        defer { next += count }
        return (next..<next + count).map { points[$0].drawn(means[modelCount + $0], drawn) }
      }
      return compute(Array(means[..<modelCount]), curves)
    }
  }

  /// So many resamples are drawn before they are summed.
  private static let batch = 128

  /// `statistics` of each resample, given the sums of `columns` over the units drawn, how many rows these are, and how
  /// often each of `repeats` repeats was drawn. Groups of rows have rows of all folds, so these are drawn only where each
  /// row is a unit.
  private func resampled(
    _ columns: [[Double]], _ units: RowUnits, repeats: Int, folds: [[Int]], _ task: TaskContext,
    _ statistics: @Sendable (_ sums: [Double], _ rowCount: Double, _ drawn: [Double]) -> [Double]
  ) throws(RoutingError) -> [[Double]] {
    let key = RandomKey(seed: seed, purpose: "bootstrap")
    let sums = ResampledSums(columns: columns, unitCount: units.count)
    let sizes = units.areRows ? [] : (0..<units.count).map { Double(units.size(of: $0)) }
    let folds = units.areRows && !folds.isEmpty ? folds : [Array(0..<units.count)]
    var results: [[Double]] = []
    do {
      for start in stride(from: 0, to: count, by: Self.batch) {
        let batch = start..<min(count, start + Self.batch)
        let draws = try task.untold.chunks(of: batch.count, size: 1) { places in
          var generator = key.mixing(first + batch.lowerBound + places.lowerBound).generator
          var weights = [UInt16](repeating: 0, count: units.count)
          for _ in folds {
            let fold = folds[folds.count == 1 ? 0 : generator.next(below: folds.count)]
            for _ in fold { weights[fold[generator.next(below: fold.count)]] += 1 }
          }
          var drawn = [Double](repeating: 0, count: repeats)
          for _ in 0..<repeats { drawn[generator.next(below: repeats)] += 1 }
          let rowCount =
            sizes.isEmpty
            ? weights.reduce(0) { $0 + Double($1) } : zip(sizes, weights).reduce(0) { $0 + $1.0 * Double($1.1) }
          return ResampledSums.Draw(weights: weights, rowCount: rowCount, repeats: drawn)
        }
        let batchSums = try sums.sums(draws, task: task.untold)
        results += try task.untold.chunks(of: batch.count, size: 8) { places in
          places.map { statistics(batchSums[$0], draws[$0].rowCount, draws[$0].repeats) }
        }.flatMap(\.self)
        task.progress(Double(batch.upperBound) / Double(count))
      }
    } catch {
      throw .cancelled
    }
    return results
  }
}

/// What the means of a point on a resample are shifted and widened by.
private struct ResampledPoint: Sendable {
  let centre: (cost: Double, quality: Double)
  let widening: Double
  /// The mean cost and quality of each repeat of dealing folds.
  let costs: [Double], qualities: [Double]

  init(_ outcomes: OutcomeSums) {
    centre = (outcomes.meanCost, outcomes.meanQuality)
    widening = outcomes.widening
    costs = outcomes.repeatMeans.map(\.cost)
    qualities = outcomes.repeatMeans.map(\.quality)
  }

  func drawn(_ mean: (cost: Double, quality: Double), _ repeats: [Double]) -> (cost: Double, quality: Double) {
    (
      cost: widened(mean.cost, from: centre.cost, by: widening) + deviation(of: costs, drawn: repeats),
      quality: widened(mean.quality, from: centre.quality, by: widening) + deviation(of: qualities, drawn: repeats)
    )
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
