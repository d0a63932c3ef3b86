import Mathematics

/// The slope of the later on the earlier estimate: 1 where estimates are not revised predictably (method, section 7).
///
/// Below 1 the later estimate has lost information of the earlier one, or the earlier one was overconfident; above 1 the later
/// one exaggerates it, or it was underconfident. Where the earlier one is at fault, the slope of the truth on it is the same.
public struct MartingaleSlope: Sendable, Equatable {
  /// The slope of the least-squares line.
  public var value: Double
  /// Its standard error.
  public var error: Double

  /// The slope of `postHoc` on `exAnte`; `nil` where `exAnte` is constant.
  public init?(exAnte: [Double], postHoc: [Double]) {
    guard let low = exAnte.min(), let high = exAnte.max(), high - low > 1e-12 else { return nil }
    let line = LeastSquaresLine(x: exAnte, y: postHoc)
    let residuals = zip(exAnte, postHoc).map { $1 - line.value(at: $0) }.reduce(0) { $0 + $1 * $1 }
    let spread = exAnte.standardDeviation * Double(exAnte.count).squareRoot()
    value = line.slope
    error = (residuals / Double(max(1, exAnte.count - 2))).squareRoot() / spread
  }
}
