/// The rows of a design in groups of eight, for loops over all of them; the last group is filled up with zeros.
package struct DesignGroups {
  /// The number of features.
  package let width: Int
  /// The number of rows.
  package let rowCount: Int
  /// For each group its features, one after the other.
  package let values: [SIMD8<Double>]

  /// The rows of `design`.
  ///
  /// - Parameter means: what is taken from each feature; nothing by default.
  package init(_ design: DesignMatrix, minus means: [Double]? = nil) {
    (width, rowCount) = (design.width, design.rowCount)
    var values = [SIMD8<Double>](repeating: .zero, count: Self.count(of: rowCount) * width)
    for row in 0..<rowCount {
      let (first, own) = (row / 8 * width, row * width)
      for feature in 0..<width {
        values[first + feature][row % 8] = design.values[own + feature] - (means?[feature] ?? 0)
      }
    }
    self.values = values
  }

  /// The number of groups.
  package var count: Int { Self.count(of: rowCount) }

  private static func count(of rows: Int) -> Int { (rows + 7) / 8 }

  /// A number per row, in groups; the last is filled up with zeros.
  package static func grouped(_ numbers: [Double]) -> [SIMD8<Double>] {
    var groups = [SIMD8<Double>](repeating: .zero, count: count(of: numbers.count))
    for (row, number) in numbers.enumerated() { groups[row / 8][row % 8] = number }
    return groups
  }

  /// intercept + coefficients . x for the rows of a group.
  @inline(__always)
  func linear(_ group: Int, _ coefficients: [Double], _ intercept: Double) -> SIMD8<Double> {
    var sum = SIMD8(repeating: intercept)
    let first = group * width
    for feature in 0..<width { sum += coefficients[feature] * values[first + feature] }
    return sum
  }
}

/// The lower triangle of sum_r w_r z_r z_r^T for rows z_r with a 1 at the end, gathered eight rows at a time.
package struct MomentSums {
  private let width: Int
  private var sums: [SIMD8<Double>]

  /// No rows yet.
  package init(width: Int) {
    self.width = width
    sums = [SIMD8<Double>](repeating: .zero, count: (width + 1) * (width + 2) / 2)
  }

  /// Adds the rows of a group under their weights.
  @inline(__always)
  package mutating func add(_ group: Int, of groups: DesignGroups, weights: SIMD8<Double>) {
    let first = group * width
    var place = 0
    for i in 0..<width {
      let product = weights * groups.values[first + i]
      for j in 0...i { sums[place + j] += product * groups.values[first + j] }
      place += i + 1
    }
    for j in 0..<width { sums[place + j] += weights * groups.values[first + j] }
    sums[place + width] += weights
  }

  /// The sums, row by row, with a ridge on the diagonal but for the last; the upper triangle is 0.
  package func matrix(ridge: Double) -> [Double] {
    let size = width + 1
    var matrix = [Double](repeating: 0, count: size * size)
    var place = 0
    for i in 0..<size {
      for j in 0...i { matrix[i * size + j] = sums[place + j].sum() }
      if i < width { matrix[i * size + i] += ridge }
      place += i + 1
    }
    return matrix
  }
}
