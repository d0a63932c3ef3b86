/// The least-squares line through points.
public struct LeastSquaresLine: Sendable, Equatable {
  /// The value at x = 0.
  public let intercept: Double
  /// The slope; 0 where all x are equal.
  public let slope: Double

  /// Creates a line with the given intercept and slope.
  public init(intercept: Double, slope: Double) {
    self.intercept = intercept
    self.slope = slope
  }

  /// The line through the points (x[i], y[i]); at least one point.
  ///
  ///     LeastSquaresLine(x: [0, 1, 2], y: [1, 3, 5])   // intercept 1, slope 2
  public init(x: [Double], y: [Double]) {
    precondition(x.count == y.count && !x.isEmpty)
    let meanX = x.mean
    let meanY = y.mean
    var covariance = 0.0
    var variance = 0.0
    for (x, y) in zip(x, y) {
      covariance += (x - meanX) * (y - meanY)
      variance += (x - meanX) * (x - meanX)
    }
    slope = variance > 0 ? covariance / variance : 0
    intercept = meanY - slope * meanX
  }

  /// The value of the line at `x`.
  public func value(at x: Double) -> Double { intercept + slope * x }
}
