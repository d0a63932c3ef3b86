/// Rows of features most of which are 0.
public struct SparseMatrix: Sendable {
  /// The number of features.
  public let width: Int
  /// Where each row begins among `indices` and `values`; one more than rows.
  public private(set) var starts = [0]
  /// The features that are not 0.
  public private(set) var indices: [Int32] = []
  /// Their values.
  public private(set) var values: [Double] = []

  /// A matrix of rows of (feature, value) pairs.
  public init(width: Int, rows: [[(index: Int, value: Double)]] = []) {
    self.width = width
    for row in rows { append(row) }
  }

  /// The number of rows.
  public var rowCount: Int { starts.count - 1 }

  /// Adds a row of (feature, value) pairs.
  public mutating func append(_ row: some Sequence<(index: Int, value: Double)>) {
    for (index, value) in row {
      indices.append(Int32(index))
      values.append(value)
    }
    starts.append(indices.count)
  }

  /// Some of the rows, in the order given.
  public func selecting(_ rows: some Sequence<Int>) -> SparseMatrix {
    var result = SparseMatrix(width: width)
    for row in rows { result.append((starts[row]..<starts[row + 1]).lazy.map { (Int(indices[$0]), values[$0]) }) }
    return result
  }

  /// The sum of products of a row and coefficients.
  @inline(__always)
  public func dot(_ row: Int, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for place in starts[row]..<starts[row + 1] { sum += values[place] * coefficients[Int(indices[place])] }
    return sum
  }

  /// The mean of each feature.
  func means() -> [Double] {
    var means = [Double](repeating: 0, count: width)
    for place in indices.indices { means[Int(indices[place])] += values[place] }
    return means.map { $0 / Double(max(1, rowCount)) }
  }
}

/// Least squares with a penalty on large coefficients for sparse features: minimises
/// sum_r (y_r - b - x_r . beta)^2 + ridge |beta|^2 by conjugate gradients; the intercept b is not penalised.
public struct SparseRidge: Sendable, Equatable {
  /// The value where all features are 0.
  public let intercept: Double
  /// The slope in each feature.
  public let coefficients: [Double]

  /// Creates a fitted regression from its coefficients.
  public init(intercept: Double, coefficients: [Double]) {
    self.intercept = intercept
    self.coefficients = coefficients
  }

  /// The regression of `targets` on the rows of `design`; at least one row, and a penalty above 0.
  public init(_ design: SparseMatrix, targets: [Double], ridge: Double) {
    precondition(targets.count == design.rowCount && design.rowCount > 0 && ridge > 0, "a target for each of the rows")
    let means = design.means()
    let meanTarget = targets.mean
    // The products of the centred features with a vector of residuals; these add up to 0 when `centred` says so.
    func transposed(_ rows: [Double]) -> [Double] {
      var result = [Double](repeating: 0, count: design.width)
      for row in 0..<design.rowCount {
        for place in design.starts[row]..<design.starts[row + 1] {
          result[Int(design.indices[place])] += design.values[place] * rows[row]
        }
      }
      let total = rows.sum
      for feature in result.indices { result[feature] -= means[feature] * total }
      return result
    }
    func product(_ direction: [Double]) -> [Double] {
      let shift = zip(means, direction).reduce(0) { $0 + $1.0 * $1.1 }
      var result = transposed((0..<design.rowCount).map { design.dot($0, direction) - shift })
      for feature in result.indices { result[feature] += ridge * direction[feature] }
      return result
    }
    var solution = [Double](repeating: 0, count: design.width)
    var residual = transposed(targets.map { $0 - meanTarget })
    var direction = residual
    var square = residual.reduce(0) { $0 + $1 * $1 }
    let enough = 1e-20 * square
    for _ in 0..<500 where square > enough && square > 0 {
      let image = product(direction)
      let step = square / zip(direction, image).reduce(0) { $0 + $1.0 * $1.1 }
      var next = 0.0
      for feature in solution.indices {
        solution[feature] += step * direction[feature]
        residual[feature] -= step * image[feature]
        next += residual[feature] * residual[feature]
      }
      let ratio = next / square
      for feature in solution.indices { direction[feature] = residual[feature] + ratio * direction[feature] }
      square = next
    }
    coefficients = solution
    intercept = meanTarget - zip(means, solution).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The value at a row of `design`.
  public func value(_ design: SparseMatrix, row: Int) -> Double { intercept + design.dot(row, coefficients) }
}
