/// Regressions of several groups on the same variables, whose slopes are drawn towards what they have in common.
///
/// A group's own slopes b_k have the sampling covariance V_k; over groups they scatter with T around b. T is what the slopes
/// scatter beyond their sampling covariances (moments; its negative part is 0), b their mean weighted by (V_k + T)^-1, and
/// the pooled slopes are b + T (V_k + T)^-1 (b_k - b): groups with little data, or slopes that hardly differ, give way most
/// (Efron and Morris, *Data analysis using Stein's estimator and its generalizations*, 1975). Levels are not pooled: each
/// regression still passes through its group's means.
public enum PartialPooling {
  /// A symmetric matrix of two rows.
  package struct Symmetric: Sendable {
    package var xx: Double, xy: Double, yy: Double

    package init(xx: Double, xy: Double, yy: Double) { (self.xx, self.xy, self.yy) = (xx, xy, yy) }

    fileprivate static func + (a: Symmetric, b: Symmetric) -> Symmetric {
      Symmetric(xx: a.xx + b.xx, xy: a.xy + b.xy, yy: a.yy + b.yy)
    }

    fileprivate static func * (a: Symmetric, b: SIMD2<Double>) -> SIMD2<Double> {
      SIMD2(a.xx * b.x + a.xy * b.y, a.xy * b.x + a.yy * b.y)
    }

    /// The inverse; `nil` where there is none.
    fileprivate var inverse: Symmetric? {
      let determinant = xx * yy - xy * xy
      guard determinant > 1e-12 * xx * yy, determinant.isFinite else { return nil }
      return Symmetric(xx: yy / determinant, xy: -xy / determinant, yy: xx / determinant)
    }

    /// The same with negative eigenvalues set to 0.
    fileprivate var withoutNegativePart: Symmetric {
      let (middle, half) = ((xx + yy) / 2, (xx - yy) / 2)
      let radius = (half * half + xy * xy).squareRoot()
      let (high, low) = (max(0, middle + radius), max(0, middle - radius))
      if radius == 0 { return Symmetric(xx: high, xy: 0, yy: high) }
      // The projection on the first axis is (1 + (this - middle) / radius) / 2.
      let (mean, change) = ((high + low) / 2, (high - low) / 2 / radius)
      return Symmetric(xx: mean + change * half, xy: change * xy, yy: mean - change * half)
    }
  }

  /// The least number of groups that tell how much groups differ.
  private static let leastGroups = 3
  /// The least number of points of a group whose sampling covariance is known.
  fileprivate static let leastPoints = 6

  /// The pooled slopes of groups; as they are where there are fewer than three, or where nothing is uncertain.
  package static func pooled(_ slopes: [SIMD2<Double>], _ covariances: [Symmetric]) -> [SIMD2<Double>] {
    let count = Double(slopes.count)
    if slopes.count < leastGroups { return slopes }
    let mean = slopes.reduce(SIMD2.zero, +) / count
    var between = Symmetric(xx: 0, xy: 0, yy: 0)
    for (own, sampling) in zip(slopes, covariances) {
      let change = own - mean
      between.xx += change.x * change.x / (count - 1) - sampling.xx / count
      between.xy += change.x * change.y / (count - 1) - sampling.xy / count
      between.yy += change.y * change.y / (count - 1) - sampling.yy / count
    }
    let scatter = between.withoutNegativePart
    let weights = covariances.compactMap { ($0 + scatter).inverse }
    guard weights.count == slopes.count, let spread = weights.reduce(Symmetric(xx: 0, xy: 0, yy: 0), +).inverse else {
      return slopes
    }
    let center = spread * zip(weights, slopes).map { $0 * $1 }.reduce(SIMD2.zero, +)
    return zip(weights, slopes).map { center + scatter * ($0 * ($1 - center)) }
  }

  /// The slopes of groups by index, those with too few points, or without variation, as they are.
  fileprivate static func pooled(_ slopes: [SIMD2<Double>], known covariances: [Symmetric?]) -> [SIMD2<Double>] {
    let places = slopes.indices.filter { covariances[$0] != nil }
    var result = slopes
    for (place, own) in zip(places, pooled(places.map { slopes[$0] }, places.compactMap { covariances[$0] })) {
      result[place] = own
    }
    return result
  }
}

extension LeastSquaresPlane {
  /// The planes through the points of several groups, their slopes partially pooled.
  ///
  /// - Parameter groups: the points (first[i], second[i], y[i]) of each group, at least one.
  public static func pooled(_ groups: [(first: [Double], second: [Double], y: [Double])]) -> [LeastSquaresPlane] {
    let own = groups.map { LeastSquaresPlane(first: $0.first, second: $0.second, y: $0.y) }
    let covariances = zip(groups, own).map { $1.samplingCovariance($0.first, $0.second, $0.y) }
    return zip(groups, PartialPooling.pooled(own.map(\.slopes), known: covariances)).map { group, slopes in
      let level = group.y.mean - slopes.x * group.first.mean - slopes.y * group.second.mean
      return LeastSquaresPlane(intercept: level, slopes: slopes)
    }
  }

  private func samplingCovariance(
    _ first: [Double], _ second: [Double], _ y: [Double]
  ) -> PartialPooling.Symmetric? {
    if y.count < PartialPooling.leastPoints { return nil }
    let means = (first.mean, second.mean)
    var products = PartialPooling.Symmetric(xx: 0, xy: 0, yy: 0)
    var squares = 0.0
    for index in y.indices {
      let (s, t) = (first[index] - means.0, second[index] - means.1)
      products.xx += s * s
      products.xy += s * t
      products.yy += t * t
      let rest = y[index] - value(first[index], second[index])
      squares += rest * rest
    }
    let variance = squares / Double(y.count - 3)
    return products.inverse.map {
      PartialPooling.Symmetric(xx: variance * $0.xx, xy: variance * $0.xy, yy: variance * $0.yy)
    }
  }
}

extension LeastSquaresLine {
  /// The lines through the points of several groups, their slopes partially pooled.
  ///
  /// - Parameter groups: the points (x[i], y[i]) of each group, at least one.
  public static func pooled(_ groups: [(x: [Double], y: [Double])]) -> [LeastSquaresLine] {
    let own = groups.map { LeastSquaresLine(x: $0.x, y: $0.y) }
    // A second slope that is 0 in all groups, however uncertain, pulls at nothing.
    let covariances = zip(groups, own).map { group, line in
      line.samplingVariance(group.x, group.y).map { PartialPooling.Symmetric(xx: $0, xy: 0, yy: 1) }
    }
    let slopes = PartialPooling.pooled(own.map { SIMD2($0.slope, 0) }, known: covariances)
    return zip(groups, slopes).map { group, slopes in
      LeastSquaresLine(intercept: group.y.mean - slopes.x * group.x.mean, slope: slopes.x)
    }
  }

  private func samplingVariance(_ x: [Double], _ y: [Double]) -> Double? {
    if x.count < PartialPooling.leastPoints { return nil }
    let mean = x.mean
    let spread = x.map { ($0 - mean) * ($0 - mean) }.sum
    let squares = zip(x, y).map { ($1 - value(at: $0)) * ($1 - value(at: $0)) }.sum
    return spread > 0 ? squares / Double(x.count - 2) / spread : nil
  }
}
