/// The features of a regression: one row per observation, row-major.
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

  /// The matrix of the given rows, all of equal length.
  public init(rows: [[Double]]) {
    self.init(values: Array(rows.joined()), width: rows.first?.count ?? 0, rowCount: rows.count)
  }

  /// The matrix with each feature multiplied by a factor of its own.
  public func scaled(by factors: [Double]) -> DesignMatrix {
    precondition(factors.count == width, "a factor for each feature")
    return DesignMatrix(
      values: values.indices.map { values[$0] * factors[$0 % width] }, width: width, rowCount: rowCount)
  }

  /// Some of the rows, in the order given.
  public func selecting(_ rows: [Int]) -> DesignMatrix {
    DesignMatrix(values: rows.flatMap { self[$0] }, width: width, rowCount: rows.count)
  }

  /// The features of one observation.
  public subscript(row: Int) -> ArraySlice<Double> { values[row * width..<(row + 1) * width] }
}

/// A fitted regression: the expected value for given features.
public protocol Regression: Sendable {
  /// The value of the linear part where all features are 0.
  var intercept: Double { get }
  /// The slope of the linear part in each feature.
  var coefficients: [Double] { get }
  /// The expected value at `features`, as many as the regression was fitted to.
  func value(at features: ArraySlice<Double>) -> Double
  /// The expected value of each row.
  func values(at design: DesignMatrix) -> [Double]
  /// The expected value of each fitted row, had that row been left out of the fit.
  ///
  /// - Parameters:
  ///   - design: the rows of the fit, unweighted.
  ///   - targets: their targets.
  ///   - ridge: the penalty of the fit.
  ///   - holdsCentre: whether the value at the centre of the rows stays as all rows have it. Without a row of a high
  ///     target the value of every row falls a little, so that rows look worse for being good, even where features tell
  ///     nothing (distributional bias of leave-one-out; Austin, Pe'er and Korem, 2024).
  func valuesWithoutOwnRow(
    _ design: DesignMatrix, targets: [Double], ridge: Double, holdsCentre: Bool
  ) -> [Double]
}

extension Regression {
  /// The expected value of each fitted row, had that row been left out of the fit.
  public func valuesWithoutOwnRow(_ design: DesignMatrix, targets: [Double], ridge: Double) -> [Double] {
    valuesWithoutOwnRow(design, targets: targets, ridge: ridge, holdsCentre: false)
  }

  /// The expected value of each row.
  public func values(at design: DesignMatrix) -> [Double] { (0..<design.rowCount).map { value(at: design[$0]) } }
}

extension DesignMatrix {
  /// intercept + coefficients . x for each row x.
  func linear(_ coefficients: [Double], _ intercept: Double) -> [Double] {
    precondition(coefficients.count == width, "as many features as coefficients")
    return (0..<rowCount).map { row in
      var sum = 0.0
      for feature in 0..<width { sum += coefficients[feature] * values[row * width + feature] }
      return intercept + sum
    }
  }

  /// z (Z^T W Z + ridge I)^-1 z^T for each row z, the intercept as last feature (not penalised) and W the diagonal of
  /// `weights`: how far a row's own target moves its value; less the intercept's part, 1/sum W, if the value at the
  /// weighted mean of the rows is held.
  func leverages(weights: [Double], ridge: Double, holdsCentre: Bool) -> [Double] {
    let size = width + 1
    let held = holdsCentre ? 1 / weights.sum : 0
    let (groups, weights) = (DesignGroups(self), DesignGroups.grouped(weights))
    var moments = MomentSums(width: width)
    for group in 0..<groups.count { moments.add(group, of: groups, weights: weights[group]) }
    let lower = Cholesky.factor(moments.matrix(ridge: ridge), size: size)
    var half = [SIMD8<Double>](repeating: .zero, count: size)
    var leverages: [Double] = []
    leverages.reserveCapacity(8 * groups.count)
    for group in 0..<groups.count {
      // |L^-1 z|^2, row by row; empty columns of L stand for features that add nothing.
      var total = SIMD8<Double>.zero
      for i in 0..<size {
        let pivot = lower[i * size + i]
        if pivot <= 0 {
          half[i] = .zero
          continue
        }
        var entry = i < width ? groups.values[group * width + i] : SIMD8(repeating: 1)
        for j in 0..<i { entry -= lower[i * size + j] * half[j] }
        half[i] = entry / pivot
        total += half[i] * half[i]
      }
      for lane in 0..<min(8, rowCount - 8 * group) { leverages.append(max(0, total[lane] - held)) }
    }
    return leverages
  }
}

/// The sum of products of two equally long runs of numbers, added in order.
func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  precondition(a.count == b.count, "as many features as coefficients")
  var sum = 0.0
  for (x, y) in zip(a, b) { sum += x * y }
  return sum
}

extension [Double] {
  /// For each target the mean of the others, or of all; of a single one that itself.
  func meansWithout(one isLeftOut: Bool) -> [Double] {
    let (total, count) = (sum, Double(self.count))
    return map { isLeftOut && count > 1 ? (total - $0) / (count - 1) : total / count }
  }
}
