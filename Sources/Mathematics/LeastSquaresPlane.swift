/// The plane y = intercept + slopes.x * x + slopes.y * z through points, by least squares in y.
public struct LeastSquaresPlane: Sendable, Equatable {
  /// The value at the origin.
  public let intercept: Double
  /// The slopes in the first and the second variable.
  public let slopes: SIMD2<Double>

  /// Creates a plane with the given intercept and slopes.
  public init(intercept: Double, slopes: SIMD2<Double>) {
    self.intercept = intercept
    self.slopes = slopes
  }

  /// The plane through the points (first[i], second[i], y[i]); at least one point.
  ///
  ///     LeastSquaresPlane(first: [0, 1, 0], second: [0, 0, 1], y: [1, 3, 4])   // intercept 1, slopes (2, 3)
  ///
  /// Where the two variables are collinear (correlation above 1 - 1e-12) or one is constant, the plane depends on the
  /// second alone, or on the first where the second is constant.
  public init(first: [Double], second: [Double], y: [Double]) {
    precondition(first.count == y.count && second.count == y.count && !y.isEmpty)
    let means = (first.mean, second.mean, y.mean)
    var (ss, tt, st, sy, ty) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in y.indices {
      let (s, t, v) = (first[index] - means.0, second[index] - means.1, y[index] - means.2)
      ss += s * s
      tt += t * t
      st += s * t
      sy += s * v
      ty += t * v
    }
    let determinant = ss * tt - st * st
    if determinant > 1e-12 * ss * tt {
      slopes = SIMD2(tt * sy - st * ty, ss * ty - st * sy) / determinant
    } else if tt > 0 {
      slopes = SIMD2(0, ty / tt)
    } else {
      slopes = SIMD2(ss > 0 ? sy / ss : 0, 0)
    }
    intercept = means.2 - slopes.x * means.0 - slopes.y * means.1
  }

  /// The value of the plane at a point.
  public func value(_ first: Double, _ second: Double) -> Double { intercept + slopes.x * first + slopes.y * second }
}
