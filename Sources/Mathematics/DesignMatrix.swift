/// The features that a regression sees: one row per observation, row-major.
public struct DesignMatrix: Sendable {
  /// The features, `width` per observation.
  public let values: [Double]
  /// The number of features.
  public let width: Int
  /// The number of observations.
  public let rowCount: Int

  /// The matrix of `rowCount` rows of `width` features.
  public init(values: [Double], width: Int, rowCount: Int) {
    precondition(values.count == width * rowCount, "as many values as rows and features say")
    self.values = values
    self.width = width
    self.rowCount = rowCount
  }

  /// The matrix of the given rows, all of one length.
  public init(rows: [[Double]]) {
    self.init(values: Array(rows.joined()), width: rows.first?.count ?? 0, rowCount: rows.count)
  }

  /// The features of one observation.
  public subscript(row: Int) -> ArraySlice<Double> { values[row * width..<(row + 1) * width] }
}

/// A fitted regression: the expected value for given features.
public protocol Regression: Sendable {
  /// What the linear part is where all features are 0.
  var intercept: Double { get }
  /// The rise of the linear part per unit of each feature.
  var coefficients: [Double] { get }
  /// The expected value at `features`, as many as the regression was fitted to.
  func value(at features: ArraySlice<Double>) -> Double
}

extension Regression {
  /// The expected value of each row.
  public func values(at design: DesignMatrix) -> [Double] { (0..<design.rowCount).map { value(at: design[$0]) } }
}

/// The sum of products of two equally long runs of numbers, added in order.
func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  precondition(a.count == b.count, "as many features as coefficients")
  var sum = 0.0
  for (x, y) in zip(a, b) { sum += x * y }
  return sum
}
